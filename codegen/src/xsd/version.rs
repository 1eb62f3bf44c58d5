//! Parts that a document has for other versions of XSD: attributes of the namespace for versioning say so.

use super::value::{namespace_of, split_qname};
use super::{FacetKind, XSD_NAMESPACE};
use crate::datatype::Datatype;
use roxmltree::Node;

const VERSIONING_NAMESPACE: &str = "http://www.w3.org/2007/XMLSchema-versioning";

/// Whether an element is for XSD 1.0.
pub(super) fn is_for_this(node: Node<'_, '_>) -> bool {
    let of = |name: &str| node.attribute((VERSIONING_NAMESPACE, name));
    let version = |name: &str| of(name).and_then(|text| text.trim_ascii().parse::<f64>().ok());
    if version("minVersion").is_some_and(|min| min > 1.0)
        || version("maxVersion").is_some_and(|max| max <= 1.0)
    {
        return false;
    }
    let all = |name: &str, known: &dyn Fn(&str) -> bool| {
        of(name).map(|names| names.split_ascii_whitespace().all(|name| is_known(node, name, known)))
    };
    let is_type = |name: &str| name == "anyType" || Datatype::builtin(name).is_some();
    let is_facet = |name: &str| FacetKind::from_name(name).is_some();
    all("typeAvailable", &is_type) != Some(false)
        && all("typeUnavailable", &is_type) != Some(true)
        && all("facetAvailable", &is_facet) != Some(false)
        && all("facetUnavailable", &is_facet) != Some(true)
}

fn is_known(node: Node<'_, '_>, name: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let Some((prefix, local)) = split_qname(name) else { return false };
    namespace_of(node, prefix).flatten().as_deref() == Some(XSD_NAMESPACE) && known(local)
}
