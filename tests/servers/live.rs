//! Real servers on ports of their own.

use super::site::{Answer, SITES, Site};
use crate::support::{temporary, write};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Nothing here takes as long.
const PATIENCE: Duration = Duration::from_secs(10);

/// A server with a port for every site.
pub struct Live {
    program: Child,
    pub folder: PathBuf,
    ports: Vec<u16>,
}

impl Live {
    pub fn nginx(test: &str) -> Live {
        Live::start("nginx", test, nginx_conf, |folder| {
            let mut command = Command::new(program("nginx"));
            command.arg("-p").arg(folder).args(["-e", "stderr", "-c", "host.conf"]);
            command
        })
    }

    pub fn apache(test: &str) -> Live {
        // One process, which ends with this one's `kill`.
        Live::start("apache2", test, apache_conf, |folder| {
            let mut command = Command::new(program("apache2"));
            command.args(["-X", "-f"]).arg(folder.join("host.conf"));
            command
        })
    }

    fn start(name: &str, test: &str, conf: fn(&Path, &[u16]) -> String, command: impl Fn(&Path) -> Command) -> Live {
        let folder = temporary(&format!("{name}-{test}"));
        write(&folder, "outside.txt", "SECRET\n");
        for site in SITES {
            site.write(&folder.join("www").join(site.name).join(site.base.trim_start_matches('/')));
        }
        // Held until all are found, so that none is found twice.
        let held: Vec<TcpListener> = SITES.iter().map(|_| TcpListener::bind("127.0.0.1:0").expect("a port")).collect();
        let ports: Vec<u16> = held.iter().map(|port| port.local_addr().expect("an address").port()).collect();
        write(&folder, "host.conf", &conf(&folder, &ports));
        drop(held);
        let says = std::fs::File::create(folder.join("says")).expect("a file");
        let program = command(&folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(says)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} does not start ({error}). On Debian: apt-get install {name}"));
        let mut live = Live { program, folder, ports };
        live.wait(name);
        live
    }

    fn wait(&mut self, name: &str) {
        let started = Instant::now();
        while !self.ports.iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok()) {
            let ended = self.program.try_wait().expect("a status");
            assert!(ended.is_none() && started.elapsed() < PATIENCE, "{name} does not answer:\n{}", self.says());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What the server has to say itself.
    pub fn says(&self) -> String {
        std::fs::read_to_string(self.folder.join("says")).expect("a file")
    }

    /// Asks for a path, which is sent as it is.
    pub fn get(&self, site: &Site, path: &str, headers: &[(String, String)]) -> Answer {
        let nth = SITES.iter().position(|known| known.name == site.name).expect("a site");
        let mut stream = TcpStream::connect(("127.0.0.1", self.ports[nth])).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        parse(&String::from_utf8_lossy(&answer))
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Where Debian has it, which is not on the path of everybody.
fn program(name: &str) -> PathBuf {
    let path = Path::new("/usr/sbin").join(name);
    if path.exists() { path } else { PathBuf::from(name) }
}

fn parse(text: &str) -> Answer {
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status");
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), without_host(name, value))).collect();
    Answer { status, headers, body: body.to_owned() }
}

/// A full address in `Location` without its host.
fn without_host(name: &str, value: &str) -> String {
    let rest = value.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()));
    rest.filter(|_| name.eq_ignore_ascii_case("location")).unwrap_or_else(|| value.to_owned())
}

/// A host with ways of its own, which the file of a site must not be spoilt by.
fn nginx_conf(folder: &Path, ports: &[u16]) -> String {
    let servers: String = SITES
        .iter()
        .zip(ports)
        .map(|(site, port)| {
            let root = folder.join("www").join(site.name);
            format!(
                "server {{ listen 127.0.0.1:{port}; root {root};\n  add_header X-Frame-Options DENY;\n  \
                 location ~ \\.html$ {{ return 500; }}\n  include {root}{base}server/nginx.conf; }}\n",
                root = root.display(),
                base = site.base
            )
        })
        .collect();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {}/{kind};\n", folder.display()))
        .concat();
    format!(
        "daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log stderr warn;\n\
         events {{ worker_connections 64; }}\n\
         http {{ access_log off; log_not_found off;\n{temporary}{servers}}}\n",
        folder = folder.display()
    )
}

/// A host as Debian sets it up, with what comes with Apache there.
fn apache_conf(folder: &Path, ports: &[u16]) -> String {
    let modules = "mpm_event authz_core mime dir headers rewrite alias autoindex negotiation deflate filter setenvif";
    let modules =
        modules.split(' ').map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"));
    let available = "mime dir autoindex negotiation deflate";
    let available = available.split(' ').map(|name| format!("Include /etc/apache2/mods-available/{name}.conf\n"));
    let hosts = SITES.iter().zip(ports).map(|(site, port)| {
        let root = folder.join("www").join(site.name);
        // A site may lie outside of what the host hands out else.
        let (root, alias) = match site.name {
            "knee" => (folder.join("www"), format!("Alias /knee {}/knee\n", root.display())),
            _ => (root, String::new()),
        };
        format!(
            "Listen 127.0.0.1:{port}\n<VirtualHost 127.0.0.1:{port}>\nDocumentRoot {root}\n{alias}\
             Header always set X-Frame-Options DENY\n</VirtualHost>\n",
            root = root.display()
        )
    });
    let folder = folder.display();
    format!(
        "ServerRoot {folder}\nDefaultRuntimeDir {folder}\nPidFile {folder}/pid\nMutex file:{folder} default\n\
         ServerName localhost\nErrorLog {folder}/says\nLogLevel warn\nUser www-data\nGroup www-data\n{}{}\
         <Directory {folder}/www>\nOptions Indexes FollowSymLinks MultiViews\nAllowOverride All\n\
         Require all granted\n</Directory>\n{}",
        modules.collect::<String>(),
        available.collect::<String>(),
        hosts.collect::<String>()
    )
}
