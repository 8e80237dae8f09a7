//! The sitemap: <https://www.sitemaps.org/protocol.html>.

use super::{ADDRESS, sites};
use std::collections::BTreeSet;

#[test]
fn a_site_with_an_address_lists_its_pages_and_no_other() {
    for site in sites() {
        let map = site.files.get("sitemap.xml");
        if !site.name.contains(ADDRESS) {
            assert!(map.is_none(), "{}: addresses in it are absolute", site.name);
            continue;
        }
        let map = map.expect("a sitemap");
        assert!(map.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"), "{map}");
        assert!(map.contains("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"), "{map}");
        assert!(map.len() < 50 * 1024 * 1024);
        let mut pages = BTreeSet::new();
        for address in map.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().expect("its end")) {
            assert!(address.len() < 2048 && url::Url::parse(address).is_ok(), "{address}");
            let path = address.strip_prefix(ADDRESS).unwrap_or_else(|| panic!("{address}"));
            let path = if path.is_empty() { "index.html" } else { path };
            assert!(site.files.contains_key(path), "{}: there is no {path}", site.name);
            assert!(pages.insert(path.to_owned()), "{}: {path} stands twice", site.name);
        }
        let wanted = site.files.keys().filter(|path| path.ends_with(".html"));
        let wanted: BTreeSet<String> =
            wanted.filter(|path| !["404.html", "embed.html"].contains(&path.as_str())).cloned().collect();
        assert_eq!(pages, wanted, "{}", site.name);
    }
}
