//! Who may ask: nobody but the person at this machine, and those whom they gave a link.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use super::answer::Request;

/// The name of the cookie and of the parameter of a link.
const NAME: &str = "carebook-preview";

/// Decides about requests before anything else is done with them.
pub struct Access {
    /// Names and addresses that a `Host` may hold, in lower case.
    names: Vec<String>,
    /// What the cookie of an invited device holds.
    secret: String,
    /// Opens the door once.
    token: Mutex<String>,
}

/// What is to be done with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Welcome,
    /// The link is valid: a page with a button, which sends the same address as `POST`. Programs that look at links before
    /// people do (messengers, mail filters, prefetching) send `GET` or `HEAD`, and do not use the link up.
    Invite,
    /// The button of the link was used for the first time: the cookie to set, and the address without the token.
    Admit {
        cookie: String,
        to: String,
    },
    Refuse(&'static str),
}

impl Access {
    /// Access for the own machine, and for invited devices under the address `shared`; `names` are others that may be
    /// asked for.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn new(shared: Option<IpAddr>, names: &[String]) -> Result<Access, String> {
        let mut known: Vec<String> = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).to_vec();
        known.extend(shared.map(host_of));
        known.extend(names.iter().map(|name| name.to_lowercase()));
        Ok(Access { names: known, secret: random()?, token: Mutex::new(random()?) })
    }

    /// The path and query by which one more device gets in.
    pub fn invitation(&self, base: &str) -> String {
        format!("{base}?{NAME}={}", self.token.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Judges a request by its headers. A foreign `Host` means that a name of somebody else was made to lead here (DNS
    /// rebinding), a foreign `Origin` or a request from another site that a page elsewhere is asking.
    pub(super) fn judge(&self, request: &Request) -> Verdict {
        let Some(host) = request.host else { return Verdict::Refuse("a request needs a `Host`") };
        if !self.knows(host) || request.authority.is_some_and(|authority| !self.knows(authority)) {
            return Verdict::Refuse("this host is not known here; name it with `--allow-host`");
        }
        let same_origin = |origin: &str| origin.split_once("://").is_some_and(|(_, authority)| authority == host);
        if request.origin.is_some_and(|origin| !same_origin(origin)) {
            return Verdict::Refuse("another site may not ask");
        }
        let foreign = matches!(request.fetch_site, Some("cross-site" | "same-site"));
        if foreign && request.fetch_mode != Some("navigate") {
            return Verdict::Refuse("another site may not ask");
        }
        if request.from_here || self.has_cookie(request.cookie) { Verdict::Welcome } else { self.admit(request) }
    }

    fn knows(&self, authority: &str) -> bool {
        let authority = authority.to_lowercase();
        let name = match authority.rsplit_once(':') {
            Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => &authority,
        };
        self.names.iter().any(|known| known == name)
    }

    fn has_cookie(&self, cookie: Option<&str>) -> bool {
        let values = cookie.unwrap_or_default().split(';').filter_map(|pair| pair.trim().split_once('='));
        values.into_iter().any(|(name, value)| name == NAME && value == self.secret)
    }

    fn admit(&self, request: &Request) -> Verdict {
        let refused = Verdict::Refuse("this link was used already, or is none; ask for a new one");
        let query = request.query.unwrap_or_default();
        let Some(given) = query.strip_prefix(NAME).and_then(|rest| rest.strip_prefix('=')) else { return refused };
        let mut token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        if *token != given {
            return refused;
        }
        match request.method {
            "GET" | "HEAD" => return Verdict::Invite,
            "POST" => {}
            _ => return refused,
        }
        let Ok(next) = random() else { return refused };
        *token = next;
        let cookie = format!("{NAME}={}; Path=/; HttpOnly; SameSite=Lax", self.secret);
        // An invitation leads to a page here, whatever was written before its token: `//` would lead to another host.
        Verdict::Admit { cookie, to: format!("/{}", request.path.trim_start_matches(['/', '\\'])) }
    }
}

/// An address as a `Host` writes it.
pub(super) fn host_of(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

/// 128 random bits in hexadecimal.
pub(super) fn random() -> Result<String, String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| format!("the system has no random numbers: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access() -> Access {
        Access::new(Some(IpAddr::from([192, 168, 1, 5])), &["proxy.example".to_owned()]).expect("random numbers")
    }

    fn request<'a>(host: &'a str) -> Request<'a> {
        Request { host: Some(host), from_here: true, ..Request::get("/") }
    }

    #[test]
    fn only_known_hosts_and_no_other_site() {
        let access = access();
        for host in ["localhost:2273", "LOCALHOST", "127.0.0.1:1", "[::1]:2273", "192.168.1.5:2273", "proxy.example"] {
            assert_eq!(access.judge(&request(host)), Verdict::Welcome, "{host}");
        }
        let bad = ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "localhost:x", "@localhost"];
        for host in bad {
            assert!(matches!(access.judge(&request(host)), Verdict::Refuse(_)), "{host}");
        }
        let here = request("localhost:2273");
        let from = |origin| Request { origin: Some(origin), ..here.clone() };
        assert_eq!(access.judge(&from("http://localhost:2273")), Verdict::Welcome);
        for origin in ["null", "http://evil.example", "http://localhost:9999", "localhost:2273"] {
            assert!(matches!(access.judge(&from(origin)), Verdict::Refuse(_)), "{origin}");
        }
        let site = |fetch_site, fetch_mode| Request { fetch_site, fetch_mode, ..here.clone() };
        assert_eq!(access.judge(&site(Some("cross-site"), Some("navigate"))), Verdict::Welcome);
        assert!(matches!(access.judge(&site(Some("cross-site"), Some("no-cors"))), Verdict::Refuse(_)));
        assert!(matches!(access.judge(&Request { host: None, ..here.clone() }), Verdict::Refuse(_)));
        assert!(matches!(access.judge(&Request { authority: Some("evil.example"), ..here }), Verdict::Refuse(_)));
    }

    #[test]
    fn a_link_lets_one_device_in() {
        let access = access();
        let invitation = access.invitation("/knee/");
        let (path, query) = invitation.split_once('?').expect("a query");
        let other = Request { from_here: false, ..request("192.168.1.5:2273") };
        assert!(matches!(access.judge(&other), Verdict::Refuse(_)), "without a token");
        let link = Request { path, query: Some(query), ..other.clone() };
        for method in ["GET", "HEAD", "GET"] {
            assert_eq!(access.judge(&Request { method, ..link.clone() }), Verdict::Invite, "a link preview");
        }
        let foreign = Request { method: "POST", origin: Some("http://evil.example"), ..link.clone() };
        assert!(matches!(access.judge(&foreign), Verdict::Refuse(_)), "the button of another site");
        let Verdict::Admit { cookie, to } = access.judge(&Request { method: "POST", ..link }) else {
            panic!("the link must work");
        };
        assert_eq!(to, "/knee/");
        assert!(matches!(access.judge(&Request { query: Some(query), ..other.clone() }), Verdict::Refuse(_)), "twice");
        // The path of an invitation is anybody's to write.
        let token = access.invitation("").trim_start_matches('?').to_owned();
        let elsewhere = Request { method: "POST", path: "//evil.example/", query: Some(&token), ..other.clone() };
        assert!(
            matches!(access.judge(&elsewhere), Verdict::Admit { to, .. } if to == "/evil.example/"),
            "to another site"
        );
        let cookie = format!("a=b; {}", cookie.split(';').next().expect("a pair"));
        assert_eq!(access.judge(&Request { cookie: Some(&cookie), ..other.clone() }), Verdict::Welcome);
        let forged = format!("{NAME}=0");
        assert!(matches!(access.judge(&Request { cookie: Some(&forged), ..other }), Verdict::Refuse(_)));
    }
}
