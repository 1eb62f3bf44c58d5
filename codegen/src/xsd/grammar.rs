//! Which attributes and children each element of XSD 1.0 takes, where it stands.

/// What an element takes in one of the places where it can stand.
pub(super) struct Form {
    /// Attributes without namespace that may be there; `id` may always.
    pub(super) attributes: &'static [&'static str],
    /// Attributes that must be there.
    pub(super) required: &'static [&'static str],
    /// Children, in their order.
    pub(super) children: &'static [Slot],
}

/// A place in the order of the children of an element.
pub(super) struct Slot {
    /// The elements that can stand there.
    pub(super) names: &'static [&'static str],
    /// Whether more than one can.
    pub(super) many: bool,
}

const fn one(names: &'static [&'static str]) -> Slot {
    Slot { names, many: false }
}

const fn many(names: &'static [&'static str]) -> Slot {
    Slot { names, many: true }
}

const fn form(
    attributes: &'static [&'static str],
    required: &'static [&'static str],
    children: &'static [Slot],
) -> Form {
    Form { attributes, required, children }
}

const ANNOTATION_ONLY: &[Slot] = &[one(&["annotation"])];
const SIMPLE_TYPE: &[&str] = &["simpleType"];
const MODEL: &[&str] = &["group", "all", "choice", "sequence"];
const ATTRIBUTES: Slot = many(&["attribute", "attributeGroup"]);
const ANY_ATTRIBUTE: Slot = one(&["anyAttribute"]);
const ELEMENT_CHILDREN: &[Slot] =
    &[one(&["annotation"]), one(&["simpleType", "complexType"]), many(&["unique", "key", "keyref"])];
const PARTICLES: &[Slot] = &[one(&["annotation"]), many(&["element", "group", "choice", "sequence", "any"])];
const ALL_CHILDREN: &[Slot] = &[one(&["annotation"]), many(&["element"])];
const FACETS: Slot = many(&[
    "minExclusive",
    "minInclusive",
    "maxExclusive",
    "maxInclusive",
    "totalDigits",
    "fractionDigits",
    "length",
    "minLength",
    "maxLength",
    "enumeration",
    "whiteSpace",
    "pattern",
]);

pub(super) const SCHEMA: Form = form(
    &[
        "attributeFormDefault",
        "blockDefault",
        "elementFormDefault",
        "finalDefault",
        "targetNamespace",
        "version",
    ],
    &[],
    &[
        many(&["include", "import", "redefine", "annotation"]),
        many(&[
            "simpleType",
            "complexType",
            "group",
            "attributeGroup",
            "element",
            "attribute",
            "notation",
            "annotation",
        ]),
    ],
);
pub(super) const INCLUDE: Form = form(&["schemaLocation"], &["schemaLocation"], ANNOTATION_ONLY);
pub(super) const REDEFINE: Form = form(
    &["schemaLocation"],
    &["schemaLocation"],
    &[many(&["annotation", "simpleType", "complexType", "group", "attributeGroup"])],
);
pub(super) const IMPORT: Form = form(&["namespace", "schemaLocation"], &[], ANNOTATION_ONLY);
pub(super) const GLOBAL_ELEMENT: Form = form(
    &["abstract", "block", "default", "final", "fixed", "name", "nillable", "substitutionGroup", "type"],
    &["name"],
    ELEMENT_CHILDREN,
);
pub(super) const LOCAL_ELEMENT: Form = form(
    &["block", "default", "fixed", "form", "maxOccurs", "minOccurs", "name", "nillable", "type"],
    &["name"],
    ELEMENT_CHILDREN,
);
pub(super) const ELEMENT_REFERENCE: Form = form(&["maxOccurs", "minOccurs", "ref"], &[], ANNOTATION_ONLY);
const COMPLEX_TYPE_CHILDREN: &[Slot] = &[
    one(&["annotation"]),
    one(&["simpleContent", "complexContent", "group", "all", "choice", "sequence"]),
    ATTRIBUTES,
    ANY_ATTRIBUTE,
];
pub(super) const GLOBAL_COMPLEX_TYPE: Form =
    form(&["abstract", "block", "final", "mixed", "name"], &["name"], COMPLEX_TYPE_CHILDREN);
pub(super) const LOCAL_COMPLEX_TYPE: Form = form(&["mixed"], &[], COMPLEX_TYPE_CHILDREN);
const DERIVATIONS: &[Slot] = &[one(&["annotation"]), one(&["restriction", "extension"])];
pub(super) const SIMPLE_CONTENT: Form = form(&[], &[], DERIVATIONS);
pub(super) const COMPLEX_CONTENT: Form = form(&["mixed"], &[], DERIVATIONS);
pub(super) const SIMPLE_CONTENT_EXTENSION: Form =
    form(&["base"], &["base"], &[one(&["annotation"]), ATTRIBUTES, ANY_ATTRIBUTE]);
pub(super) const SIMPLE_CONTENT_RESTRICTION: Form =
    form(&["base"], &["base"], &[one(&["annotation"]), one(SIMPLE_TYPE), FACETS, ATTRIBUTES, ANY_ATTRIBUTE]);
pub(super) const COMPLEX_CONTENT_DERIVATION: Form =
    form(&["base"], &["base"], &[one(&["annotation"]), one(MODEL), ATTRIBUTES, ANY_ATTRIBUTE]);
const SIMPLE_TYPE_CHILDREN: &[Slot] = &[one(&["annotation"]), one(&["restriction", "list", "union"])];
pub(super) const GLOBAL_SIMPLE_TYPE: Form = form(&["final", "name"], &["name"], SIMPLE_TYPE_CHILDREN);
pub(super) const LOCAL_SIMPLE_TYPE: Form = form(&[], &[], SIMPLE_TYPE_CHILDREN);
pub(super) const SIMPLE_TYPE_RESTRICTION: Form =
    form(&["base"], &[], &[one(&["annotation"]), one(SIMPLE_TYPE), FACETS]);
pub(super) const LIST: Form = form(&["itemType"], &[], &[one(&["annotation"]), one(SIMPLE_TYPE)]);
pub(super) const UNION: Form = form(&["memberTypes"], &[], &[one(&["annotation"]), many(SIMPLE_TYPE)]);
pub(super) const FACET: Form = form(&["fixed", "value"], &["value"], ANNOTATION_ONLY);
/// Enumeration values and patterns cannot be fixed.
pub(super) const OPEN_FACET: Form = form(&["value"], &["value"], ANNOTATION_ONLY);
pub(super) const GLOBAL_GROUP: Form =
    form(&["name"], &["name"], &[one(&["annotation"]), one(&["all", "choice", "sequence"])]);
pub(super) const GROUP_REFERENCE: Form = form(&["maxOccurs", "minOccurs", "ref"], &["ref"], ANNOTATION_ONLY);
pub(super) const SEQUENCE_OR_CHOICE: Form = form(&["maxOccurs", "minOccurs"], &[], PARTICLES);
pub(super) const ALL: Form = form(&["maxOccurs", "minOccurs"], &[], ALL_CHILDREN);
/// The bounds of a named group are where it is referred to.
pub(super) const SEQUENCE_OR_CHOICE_OF_GROUP: Form = form(&[], &[], PARTICLES);
pub(super) const ALL_OF_GROUP: Form = form(&[], &[], ALL_CHILDREN);
pub(super) const ANY: Form =
    form(&["maxOccurs", "minOccurs", "namespace", "processContents"], &[], ANNOTATION_ONLY);
pub(super) const ANY_ATTRIBUTE_FORM: Form = form(&["namespace", "processContents"], &[], ANNOTATION_ONLY);
const ATTRIBUTE_CHILDREN: &[Slot] = &[one(&["annotation"]), one(SIMPLE_TYPE)];
pub(super) const GLOBAL_ATTRIBUTE: Form =
    form(&["default", "fixed", "name", "type"], &["name"], ATTRIBUTE_CHILDREN);
pub(super) const LOCAL_ATTRIBUTE: Form =
    form(&["default", "fixed", "form", "name", "type", "use"], &["name"], ATTRIBUTE_CHILDREN);
pub(super) const ATTRIBUTE_REFERENCE: Form = form(&["default", "fixed", "ref", "use"], &[], ANNOTATION_ONLY);
pub(super) const GLOBAL_ATTRIBUTE_GROUP: Form =
    form(&["name"], &["name"], &[one(&["annotation"]), ATTRIBUTES, ANY_ATTRIBUTE]);
pub(super) const ATTRIBUTE_GROUP_REFERENCE: Form = form(&["ref"], &["ref"], ANNOTATION_ONLY);
pub(super) const NOTATION: Form = form(&["name", "public", "system"], &["name"], ANNOTATION_ONLY);
const IDENTITY_CHILDREN: &[Slot] = &[one(&["annotation"]), one(&["selector"]), many(&["field"])];
pub(super) const UNIQUE_OR_KEY: Form = form(&["name"], &["name"], IDENTITY_CHILDREN);
pub(super) const KEYREF: Form = form(&["name", "refer"], &["name", "refer"], IDENTITY_CHILDREN);
pub(super) const SELECTOR_OR_FIELD: Form = form(&["xpath"], &["xpath"], ANNOTATION_ONLY);
pub(super) const ANNOTATION: Form = form(&[], &[], &[many(&["appinfo", "documentation"])]);
/// `xs:appinfo` and `xs:documentation`; what stands in them is free.
pub(super) const ANNOTATION_PART: Form = form(&["source"], &[], &[]);

/// Every element of XSD 1.0.
pub(super) const ELEMENTS: &[&str] = &[
    "all",
    "annotation",
    "any",
    "anyAttribute",
    "appinfo",
    "attribute",
    "attributeGroup",
    "choice",
    "complexContent",
    "complexType",
    "documentation",
    "element",
    "enumeration",
    "extension",
    "field",
    "fractionDigits",
    "group",
    "import",
    "include",
    "key",
    "keyref",
    "length",
    "list",
    "maxExclusive",
    "maxInclusive",
    "maxLength",
    "minExclusive",
    "minInclusive",
    "minLength",
    "notation",
    "pattern",
    "redefine",
    "restriction",
    "schema",
    "selector",
    "sequence",
    "simpleContent",
    "simpleType",
    "totalDigits",
    "union",
    "unique",
    "whiteSpace",
];
