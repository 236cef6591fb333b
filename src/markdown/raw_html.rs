//! HTML in a body: comments go, allowed elements without attributes stay, all else is shown as text and reported.

/// What becomes of a piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict<'a> {
    Comment,
    Open(&'a str),
    Close(&'a str),
    Refused,
}

/// Elements that have no end tag.
pub(super) const VOID: &[&str] = &["br", "wbr"];

/// Judges one tag as the parser gives it, such as `<kbd>` or `</kbd>`.
pub(super) fn judge<'a>(tag: &str, allowed: &'a [String]) -> Verdict<'a> {
    let tag = tag.trim();
    if tag.starts_with("<!--") && tag.ends_with("-->") && !tag[4..tag.len() - 3].contains("-->") {
        return Verdict::Comment;
    }
    let Some(inside) = tag.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
        return Verdict::Refused;
    };
    let known = |name: &str| allowed.iter().find(|allowed| allowed.eq_ignore_ascii_case(name));
    match inside.strip_prefix('/') {
        Some(name) => known(name.trim()).map_or(Verdict::Refused, |name| Verdict::Close(name)),
        None => {
            let name = inside.trim_end_matches('/').trim();
            known(name).map_or(Verdict::Refused, |name| Verdict::Open(name))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bare_allowed_elements_pass() {
        let allowed = ["kbd".to_owned()];
        assert_eq!(judge("<kbd>", &allowed), Verdict::Open("kbd"));
        assert_eq!(judge("</KBD>", &allowed), Verdict::Close("kbd"));
        assert_eq!(judge("<!-- x -->", &allowed), Verdict::Comment);
        for refused in ["<script>", "<kbd onclick=x>", "<kbd/onclick=x>", "<!-- --><b>-->", "<!DOCTYPE x>"] {
            assert_eq!(judge(refused, &allowed), Verdict::Refused, "{refused}");
        }
    }
}
