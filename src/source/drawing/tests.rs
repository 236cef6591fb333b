//! Tests of drawings as a whole; whole files are in `tests/drawings`.

use super::*;

#[test]
fn sizes() {
    let size = |attributes: &str| Drawing::parse(&format!("<svg {attributes}/>")).expect("a drawing").size();
    assert_eq!(size("viewBox=\"0 0 640 480\""), Some((640, 480)));
    assert_eq!(size("viewBox='0,0,  640,480'"), Some((640, 480)));
    assert_eq!(size("width='10px' height='20' viewBox='0 0 1 1'"), Some((10, 20)));
    assert_eq!(size("width='210mm' height='72pt'"), Some((794, 96)));
    assert_eq!(size("width='100%' height='100%' viewBox='0 0 3 4'"), Some((3, 4)));
    assert_eq!(size("data-x='<svg width=&quot;9&quot;' viewBox='0 0 3 4'"), Some((3, 4)));
    assert_eq!(size(""), None);
    assert_eq!(size("width='1e9' height='1'"), None);
    assert_eq!(size("width='NaN' height='inf'"), None);
}
