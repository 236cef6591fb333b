//! Addresses that can be followed, and many that cannot.

use super::*;

#[test]
fn addresses_that_can_be_followed() {
    for address in [
        "https://www.nhs.uk",
        "https://www.nhs.uk/symptoms/knee-pain/",
        "HTTP://Example.org:8080/a?b=c&d=%20e#f",
        "https://en.wikipedia.org/wiki/Knee_(joint)",
        "https://web.archive.org/web/2020/https://www.nhs.uk/",
        "https://m\u{fc}nchen.de/\u{e4}",
        "https://\u{c8fc}\u{c2dd}.\u{d55c}\u{ad6d}",
        "https://xn--mnchen-3ya.de",
        "https://192.0.2.1/a",
        "https://[2001:db8::1]:443/",
        "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16",
        "https://example.org/a?x=a@b.c",
        "mailto:help@nhs.uk",
        "mailto:a.b+c@example.org,d@example.org?subject=Hi%20you",
        "tel:111",
        "tel:15",
        "tel:+44-1632-960000",
        "tel:(0800)111.22",
        "tel:+441632960000;ext=12",
        "tel:*123#",
    ] {
        assert_eq!(check_address(address), Ok(()), "{address}");
    }
}

#[test]
fn addresses_that_lead_nowhere() {
    for (address, problem, help) in [
        ("https://", "no host", ""),
        ("https:///", "no host", ""),
        ("https:", "no host", ""),
        ("https://?x", "no host", ""),
        ("https://:80/", "no host", ""),
        ("https:/www.nhs.uk", "1 slashes", "`https://www.nhs.uk`"),
        ("http:www.nhs.uk", "0 slashes", "`http://www.nhs.uk`"),
        ("https:///www.nhs.uk", "3 slashes", "`https://www.nhs.uk`"),
        ("https//www.nhs.uk", "does not begin", "`https://www.nhs.uk`"),
        ("https://https://www.nhs.uk", "twice", "`https://www.nhs.uk`"),
        ("https://http//www.nhs.uk", "twice", "`https://www.nhs.uk`"),
        ("https://www..nhs.uk", "empty part", ""),
        ("https://.x", "empty part", ""),
        ("https://www.nhs.uk.", "empty part", ""),
        ("https://me:secret@nhs.uk/a", "password", "`https://nhs.uk/a`"),
        ("https://me@nhs.uk", "user name", "`https://nhs.uk`"),
        ("https://www.nhs.uk/a b", "a space", ""),
        ("https://www.nhs.uk/\u{200b}", "U+200B", ""),
        ("https://www.nhs.uk\\a", "`\\`", "`/`"),
        ("https://www.nhs.uk/%zz", "`%zz`", "%25"),
        ("https://www.nhs.uk/100%", "`%`", "%25"),
        ("https://www.nhs.uk/%00", "`%00`", ""),
        ("https://nhs", "incomplete", ""),
        ("https://www.nhs", "incomplete", ""),
        ("https://localhost/", "incomplete", ""),
        ("https://nhs.uk:99999", "port", ""),
        ("https://nhs.uk:", "port", ""),
        ("https://nhs.uk:0", "port", ""),
        ("https://nhs.uk:8a", "port", ""),
        ("https://1.2.3", "invalid host", ""),
        ("https://999.1.1.1", "invalid host", ""),
        ("https://[::1", "invalid host", ""),
        ("https://[12345::]", "invalid host", ""),
        ("https://nhs,uk.org", "invalid host", ""),
        ("https://-nhs.uk", "invalid host", ""),
        ("https://www.nhs.uk/a.", "ends with", "`https://www.nhs.uk/a`"),
        ("https://www.nhs.uk/a),", "ends with", "`https://www.nhs.uk/a`"),
        ("https://www.nhs.uk/{id}", "`{`", ""),
        ("mailto:", "no mailbox", ""),
        ("mailto:?subject=x", "no mailbox", ""),
        ("mailto:a@", "no host", "mailto:name@"),
        ("mailto:@nhs.uk", "name before", ""),
        ("mailto:nhs.uk", "no `@`", ""),
        ("mailto:a@nhs", "incomplete", ""),
        ("mailto://a@nhs.uk", "name before", ""),
        ("mailto:a b@nhs.uk", "a space", ""),
        ("tel:", "no number", ""),
        ("tel:+", "no number", ""),
        ("tel:call-us", "no number", ""),
        ("tel:0800-DOCTOR", "`D`", ""),
        ("tel:0800 111", "a space", "`tel:0800111`"),
        ("tel://0800", "`/`", "`tel:0800`"),
        ("tel:0800%20111", "`%`", ""),
        ("tel:08+00", "can dial", ""),
        ("htps://nhs.uk", "scheme `htps`", "`https://nhs.uk`"),
        ("ttps://nhs.uk", "scheme `ttps`", "`https://nhs.uk`"),
        ("htp://nhs.uk", "scheme `htp`", "`http://nhs.uk`"),
        ("maito:a@nhs.uk", "scheme `maito`", "`mailto:a@nhs.uk`"),
        ("phone:111", "scheme `phone`", "`tel:111`"),
        ("www.nhs.uk", "does not begin", "`https://www.nhs.uk`"),
    ] {
        let found = check_address(address).expect_err(address);
        assert!(found.problem.contains(problem), "{address}: {found:?}");
        assert!(found.help.as_ref().is_some_and(|found| found.contains(help)), "{address}: {found:?}");
    }
}

#[test]
fn what_was_probably_meant() {
    for (words, meant) in [
        ("www.nice.org.uk", Some("https://www.nice.org.uk")),
        ("nice.org.uk/guidance", Some("https://nice.org.uk/guidance")),
        ("//nice.org.uk", Some("https://nice.org.uk")),
        ("https;//nice.org.uk", Some("https://nice.org.uk")),
        ("www.nice.org.uk:443/a", Some("https://www.nice.org.uk:443/a")),
        ("help@nhs.uk", Some("mailto:help@nhs.uk")),
        ("0800 111", Some("tel:0800111")),
        ("knee-pain.md", None),
        ("../a.b/knee.md", None),
        ("leaflet.pdf", None),
        ("https", None),
        ("knee", None),
    ] {
        assert_eq!(address_like(words).as_deref(), meant, "{words}");
    }
    assert!(check_site_address("http://localhost:8000/knee").is_ok());
    assert!(check_site_address("https://intranet").is_ok());
}
