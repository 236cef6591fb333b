#[derive(Clone, Debug, PartialEq)]
pub struct Locator(pub String);
pub struct GroupItem<'a> { pub key: &'a str, pub range: std::ops::Range<usize>, pub locator: Option<Locator> }
pub fn parse_group(text: &str) -> Result<Vec<GroupItem<'_>>, String> {
    let key = text.trim_start_matches('@');
    Ok(vec![GroupItem { key, range: 0..text.len(), locator: None }])
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkIx(u32);
impl WorkIx { pub fn row(self) -> usize { self.0 as usize } }
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing { Read, FurtherReading, AttestedOnly }
pub struct Work { pub key: String, pub standing: Standing }
#[derive(Default)]
pub struct Library { works: Vec<Work> }
impl Library {
    pub fn works(&self) -> &[Work] { &self.works }
    pub fn find(&self, key: &str) -> Option<WorkIx> { self.works.iter().position(|w| w.key == key).map(|n| WorkIx(n as u32)) }
    pub fn work(&self, ix: WorkIx) -> &Work { &self.works[ix.row()] }
}
