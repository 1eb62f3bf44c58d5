//! Which file an identifier leads to.

use super::Resolver;
use crate::diagnostic::Diagnostics;
use crate::source::{SourceFile, Sources};

/// A resolver with these files, which asks the first of them as a catalog.
fn resolver(files: &[(&str, &str)]) -> Resolver {
    let mut resolver = Resolver::default();
    for (path, text) in files {
        resolver.add(SourceFile::new(*path, *text));
    }
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    resolver.add_catalog(files[0].0, &mut sources, &mut diagnostics);
    assert_eq!(diagnostics.render(&sources, false), "");
    resolver
}

const CATALOG: &str = r#"<!DOCTYPE catalog PUBLIC "-//OASIS//DTD Entity Resolution XML Catalog V1.0//EN" "catalog.dtd">
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog" xmlns:x="urn:other" prefer="public">
  <x:system systemId="http://a/b.dtd" uri="no.dtd"/>
  <system systemId="http://a/b.dtd" uri="b.dtd"/>
  <public publicId="-//A//B
     C//EN" uri="public.dtd"/>
  <group prefer="system" xml:base="sub/">
    <public publicId="-//A//System//EN" uri="../system.dtd"/>
    <rewriteSystem systemIdStartString="http://a/" rewritePrefix="short/"/>
    <rewriteSystem systemIdStartString="http://a/deep/" rewritePrefix="deep/"/>
  </group>
  <systemSuffix systemIdSuffix="suffix.dtd" uri="suffixed.dtd"/>
  <delegatePublic publicIdStartString="-//D//" catalog="delegate.xml"/>
  <nextCatalog catalog="next.xml"/>
  <nextCatalog catalog="missing.xml"/>
</catalog>"#;

#[test]
fn catalogs() {
    let delegate = r#"<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
        <public publicId="-//D//one//EN" uri="one.dtd"/><nextCatalog catalog="next.xml"/></catalog>"#;
    let next = r#"<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
        <public publicId="-//N//one//EN" uri="file:///abs/n.dtd"/><nextCatalog catalog="catalog.xml"/></catalog>"#;
    let resolver =
        resolver(&[("c/catalog.xml", CATALOG), ("c/delegate.xml", delegate), ("c/next.xml", next)]);
    let path = |public, system| resolver.path(public, system, "x/y.dtd");
    assert_eq!(path(None, Some("http://a/b.dtd")), "c/b.dtd");
    assert_eq!(path(Some("-//A//B C//EN"), Some("http://elsewhere/z")), "c/public.dtd");
    assert_eq!(path(Some(" -//A//B\tC//EN "), Some("z.dtd")), "c/public.dtd");
    assert_eq!(path(Some("-//A//System//EN"), Some("z.dtd")), "x/z.dtd");
    assert_eq!(path(Some("-//A//System//EN"), None), "c/system.dtd");
    assert_eq!(path(None, Some("http://a/c.dtd")), "c/sub/short/c.dtd");
    assert_eq!(path(None, Some("http://a/deep/c.dtd")), "c/sub/deep/c.dtd");
    assert_eq!(path(None, Some("http://q/suffix.dtd")), "c/suffixed.dtd");
    assert_eq!(path(Some("-//D//one//EN"), Some("q")), "c/one.dtd");
    // The delegate leads on to the next catalog, and nothing else is asked.
    assert_eq!(path(Some("-//D//two//EN"), Some("q")), "x/q");
    assert_eq!(path(Some("-//N//one//EN"), Some("q")), "/abs/n.dtd");
    assert_eq!(path(Some("-//unknown//EN"), Some("http://q/r")), "http://q/r");
}

#[test]
fn references() {
    let resolver = Resolver::default();
    let path = |system, base| resolver.path(None, Some(system), base);
    assert_eq!(path("a.mod", "x/y.dtd"), "x/a.mod");
    assert_eq!(path("./a/../b.mod", "x/y.dtd"), "x/b.mod");
    assert_eq!(path("../../b.mod", "x/y.dtd"), "../b.mod");
    assert_eq!(path("b.mod", "y.dtd"), "b.mod");
    assert_eq!(path("/b.mod", "x/y.dtd"), "/b.mod");
    assert_eq!(path("b.mod", "/x/y.dtd"), "/x/b.mod");
    assert_eq!(path("../b.mod", "http://h/x/y.dtd"), "http://h/b.mod");
    assert_eq!(path("/b.mod", "http://h/x/y.dtd"), "http://h/b.mod");
    assert_eq!(path("b.mod#part", "x/y.dtd"), "x/b.mod");
    assert_eq!(path("", "x/y.dtd"), "x/y.dtd");
    assert_eq!(path("file:/a/b", "x/y.dtd"), "/a/b");
}

#[test]
fn percent_encoded_names_are_found() {
    let mut resolver = Resolver::default();
    resolver.add(SourceFile::new("x/a b.mod", ""));
    let mut sources = Sources::default();
    assert!(resolver.resolve(None, Some("a%20b.mod"), "x/y.dtd", &mut sources).is_ok());
    assert_eq!(resolver.resolve(None, Some("a%2.mod"), "x/y.dtd", &mut sources), Err("x/a%2.mod".to_owned()));
}

#[test]
fn what_is_no_catalog() {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let mut resolver = Resolver::default();
    for (path, text) in [
        ("a.xml", "<catalog/>"),
        ("b.xml", "<catalog"),
        ("c.xml", "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'><system uri='x'/></catalog>"),
    ] {
        resolver.add(SourceFile::new(path, text));
        resolver.add_catalog(path, &mut sources, &mut diagnostics);
    }
    let messages: Vec<_> = diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert_eq!(messages[0], "this is no XML catalog");
    assert!(messages[1].starts_with("the catalog cannot be read"), "{messages:?}");
    assert_eq!(messages[2], "an entry of the catalog lacks the attribute `systemId`");
}

#[test]
fn locations_of_schema_documents() {
    let catalog = r#"<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
        <system systemId="urn:a:b.xsd" uri="sub/b.xsd"/></catalog>"#;
    let resolver = resolver(&[("x/catalog.xml", catalog)]);
    assert_eq!(resolver.location("urn:a:b.xsd", "x/y/a.xsd").as_deref(), Some("x/sub/b.xsd"));
    assert_eq!(resolver.location("b.xsd", "x/y/a.xsd"), None);
}
