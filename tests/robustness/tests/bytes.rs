//! Every way in, with bytes and with words of its language in any order.

use proptest::prelude::*;
use qualys_robustness::TARGETS;

/// What the languages are made of.
const WORDS: &[&str] = &[
    "<!ELEMENT ",
    "<!ATTLIST ",
    "<!ENTITY ",
    "<!NOTATION ",
    "<![INCLUDE[",
    "<![IGNORE[",
    "]]>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "(",
    ")",
    "|",
    ",",
    "*",
    "+",
    "?",
    "#PCDATA",
    "#REQUIRED",
    "#IMPLIED",
    "#FIXED ",
    "CDATA",
    "ID",
    "EMPTY",
    "ANY",
    "% ",
    "%p;",
    "&e;",
    "&#60;",
    "&lt;",
    "SYSTEM ",
    "PUBLIC ",
    "NDATA ",
    "'x'",
    "\"y\"",
    "<!DOCTYPE ANSWER [",
    "]>",
    "<?xml version='1.0'?>",
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>",
    "</xs:schema>",
    "<xs:element name='",
    "' type='",
    "'/>",
    "'>",
    "</xs:element>",
    "<xs:complexType name='",
    "<xs:complexType>",
    "</xs:complexType>",
    "<xs:sequence>",
    "</xs:sequence>",
    "<xs:choice>",
    "</xs:choice>",
    "<xs:any/>",
    "<xs:simpleType name='",
    "</xs:simpleType>",
    "<xs:restriction base='",
    "</xs:restriction>",
    "<xs:pattern value='",
    "xs:int",
    "xs:string",
    "<xs:extension base='",
    "ref='",
    "minOccurs='",
    "maxOccurs='",
    "unbounded",
    "[[fixup]]\n",
    "schema = ",
    "element = ",
    "reason = ",
    "path = ",
    "[operations.list]\n",
    "doc = ",
    "method = ",
    "model = ",
    "<ANSWER>",
    "</ANSWER>",
    "<ANSWER version=\"1\">",
    "<TIME>",
    "</TIME>",
    "2024-02-06T08:05:09Z",
    "<HOST_LIST>",
    "</HOST_LIST>",
    "<HOST>",
    "</HOST>",
    "<ID>",
    "</ID>",
    "<WEEKLY weekdays=\"1,2\"/>",
    "<NAME>",
    "</NAME>",
    "<![CDATA[",
    "<TAGS><TAG>",
    "</TAG></TAGS>",
    "<list xmlns='urn:a'>",
    "</list>",
    "<item id='a'>",
    "</item>",
    "<one/>",
    "<see>",
    "</see>",
    "<b>",
    "</b>",
    "a",
    "b",
    "1",
    "-1",
    "0.5",
    "INF",
    "true",
    "{",
    "}",
    "{2,3}",
    "[a-z]",
    "[^",
    "-[",
    "\\d",
    "\\p{L}",
    "\\i",
    ".",
    "^",
    "$",
    "\0",
    "\n",
    "\r",
    " ",
    "\t",
    "é",
    "\u{FEFF}",
    "\u{FFFE}",
    "\u{10FFFF}",
    "\"",
    "'",
    "=",
    "/",
    ">",
    "<",
    ";",
    "&",
    ":",
    "#",
];

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..40).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        TARGETS.iter().for_each(|(_, target)| target(&bytes));
    }

    #[test]
    fn any_words(text in words()) {
        TARGETS.iter().for_each(|(_, target)| target(text.as_bytes()));
    }

    #[test]
    fn any_pattern_and_text(pattern in "[a-c.|()*+?\\[\\]{}^\\-\\\\dDwWsSpPiIcCLN0-3,]{0,24}", text in "[a-c0-9 é\n]{0,24}") {
        qualys_robustness::pattern(format!("{pattern}\0{text}").as_bytes());
    }

    #[test]
    fn any_value(text in "[-+]?[0-9TZPYMDHS:.eE \u{e9}]{0,20}|[a-zA-Z:_. ]{0,12}|[A-Za-z0-9+/= ]{0,16}") {
        qualys_robustness::value(text.as_bytes());
    }
}
