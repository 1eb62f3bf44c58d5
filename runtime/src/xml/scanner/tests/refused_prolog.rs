//! Input that is no document from its first line on, and what is said about it.

use super::check;
use expect_test::expect;

#[test]
fn nothing_there() {
    check(
        ["", "\u{FEFF}", "  \n", "\u{FEFF}\n", "<!-- x -->\n", "<?xml version='1.0'?>", "<!DOCTYPE a>"],
        expect![[r#"

            1:1: the input is empty; expected an XML document
        \u{feff}
            1:1: the input is empty; expected an XML document
          \n
            2:1: the input is white space alone; expected an XML document
        \u{feff}\n
            2:1: the input is white space alone; expected an XML document
        <!-- x -->\n
            2:1: the input ends before any element; expected the root element
        <?xml version='1.0'?>
            1:22: the input ends before any element; expected the root element
        <!DOCTYPE a>
            1:13: the input ends before any element; expected the root element
    "#]],
    );
}

#[test]
fn encodings() {
    let utf16 =
        |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let utf32 = |text: &str, bytes: fn(u32) -> [u8; 4]| {
        text.chars().map(u32::from).flat_map(bytes).collect::<Vec<u8>>()
    };
    check(
        [
            utf16("\u{FEFF}<a/>", u16::to_be_bytes),
            utf16("\u{FEFF}<a/>", u16::to_le_bytes),
            utf16("<a/>", u16::to_be_bytes),
            utf16("\n<a/>", u16::to_le_bytes),
            utf32("\u{FEFF}<a/>", u32::to_be_bytes),
            utf32("\u{FEFF}<a/>", u32::to_le_bytes),
            utf32("<a/>", u32::to_be_bytes),
            utf32("<a/>", u32::to_le_bytes),
            b"<a>\n\xE9</a>".to_vec(),
            b"<a>\xC3\xA9\xED\xA0\x80</a>".to_vec(),
            b"<a>\xC0\x80</a>".to_vec(),
            b"<a>\xE2\x82".to_vec(),
            b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>".to_vec(),
            b"<?xml version='1.0' encoding='UTF-8'?><a>\xE9</a>".to_vec(),
            "<?xml version='1.0' encoding='Shift_JIS'?><a>é</a>".into(),
            "\u{FEFF}<?xml version='1.0' encoding='latin1'?><a>é</a>".into(),
        ],
        expect![[r#"
            \xfe\xff\x00<\x00a\x00/\x00>
                1:1: the input is encoded in UTF-16 (big-endian); expected UTF-8
            \xff\xfe<\x00a\x00/\x00>\x00
                1:1: the input is encoded in UTF-16 (little-endian); expected UTF-8
            \0<\0a\0/\0>
                1:1: the input is encoded in UTF-16 (big-endian); expected UTF-8
            \n\0<\0a\0/\0>\0
                1:1: the input is encoded in UTF-16 (little-endian); expected UTF-8
            \x00\x00\xfe\xff\x00\x00\x00<\x00\x00\x00a\x00\x00\x00/\x00\x00\x00>
                1:1: the input is encoded in UTF-32 (big-endian); expected UTF-8
            \xff\xfe\x00\x00<\x00\x00\x00a\x00\x00\x00/\x00\x00\x00>\x00\x00\x00
                1:1: the input is encoded in UTF-32 (little-endian); expected UTF-8
            \0\0\0<\0\0\0a\0\0\0/\0\0\0>
                1:1: the input is encoded in UTF-32 (big-endian); expected UTF-8
            <\0\0\0a\0\0\0/\0\0\0>\0\0\0
                1:1: the input is encoded in UTF-32 (little-endian); expected UTF-8
            <a>\n\xe9</a>
                2:1: the byte 0xE9 here is not UTF-8
            <a>\xc3\xa9\xed\xa0\x80</a>
                1:5: the byte 0xED here is not UTF-8
            <a>\xc0\x80</a>
                1:4: the byte 0xC0 here is not UTF-8
            <a>\xe2\x82
                1:4: the byte 0xE2 here is not UTF-8
            <?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>
                1:31: the declared encoding `ISO-8859-1` is not read; expected UTF-8, or ASCII text alone [see 1:47]
            <?xml version='1.0' encoding='UTF-8'?><a>\xe9</a>
                1:42: the byte 0xE9 here is not UTF-8
            <?xml version='1.0' encoding='Shift_JIS'?><a>é</a>
                1:31: the declared encoding `Shift_JIS` is not read; expected UTF-8, or ASCII text alone [see 1:46]
            \u{feff}<?xml version='1.0' encoding='latin1'?><a>é</a>
                1:31: the declared encoding `latin1` is not read; expected UTF-8, or ASCII text alone [see 1:43]
        "#]],
    );
}

#[test]
fn the_xml_declaration() {
    check(
        [
            "<?xml?><a/>",
            "<?xml ?><a/>",
            "<?xml encoding='UTF-8'?><a/>",
            "<?xml version=1.0?><a/>",
            "<?xml version '1.0'?><a/>",
            "<?xml version='2.0'?><a/>",
            "<?xml version='1.'?><a/>",
            "<?xml version='1.x'?><a/>",
            "<?xml version='1.0\"?><a/>",
            "<?xml version='1.0'encoding='UTF-8'?><a/>",
            "<?xml version='1.0' encoding='8'?><a/>",
            "<?xml version='1.0' encoding=''?><a/>",
            "<?xml version='1.0' encoding='a b'?><a/>",
            "<?xml version='1.0' encoding='UTF-8'standalone='yes'?><a/>",
            "<?xml version='1.0' standalone='maybe'?><a/>",
            "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>",
            "<?xml version='1.0' foo='x'?><a/>",
            "<?xml version='1.0'><a/>",
            "<?xml version='1.0'? ><a/>",
            "<?XML version='1.0'?><a/>",
            "<!-- x --><?xml version='1.0'?><a/>",
            "<?xml version='1.0'?><?xml version='1.0'?><a/>",
            "<a><?xml version='1.0'?></a>",
            "<a/><?Xml ?>",
        ],
        expect![[r#"
            <?xml?><a/>
                1:6: found `?`; expected `version="1.0"`
            <?xml ?><a/>
                1:7: found `?`; expected `version="1.0"`
            <?xml encoding='UTF-8'?><a/>
                1:7: found `e`; expected `version="1.0"`
            <?xml version=1.0?><a/>
                1:15: found `1`; expected a quoted value
            <?xml version '1.0'?><a/>
                1:15: found `'`; expected `=` and a quoted value
            <?xml version='2.0'?><a/>
                1:16: the XML version is `2.0`; expected `1.0`
            <?xml version='1.'?><a/>
                1:16: the XML version is `1.`; expected `1.0`
            <?xml version='1.x'?><a/>
                1:16: the XML version is `1.x`; expected `1.0`
            <?xml version='1.0"?><a/>
                1:26: the input ends inside the XML declaration; expected `?>` [see 1:1]
            <?xml version='1.0'encoding='UTF-8'?><a/>
                1:20: found `e`; expected `encoding`, `standalone` or `?>`
            <?xml version='1.0' encoding='8'?><a/>
                1:31: found `8`; expected the name of an encoding
            <?xml version='1.0' encoding=''?><a/>
                1:31: found `'`; expected the name of an encoding
            <?xml version='1.0' encoding='a b'?><a/>
                1:31: found `a`; expected the name of an encoding
            <?xml version='1.0' encoding='UTF-8'standalone='yes'?><a/>
                1:37: found `s`; expected `standalone` or `?>`
            <?xml version='1.0' standalone='maybe'?><a/>
                1:33: found `m`; expected `yes` or `no`
            <?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>
                1:38: found `e`; expected `?>`
            <?xml version='1.0' foo='x'?><a/>
                1:21: found `f`; expected `encoding`, `standalone` or `?>`
            <?xml version='1.0'><a/>
                1:20: found `>`; expected `encoding`, `standalone` or `?>`
            <?xml version='1.0'? ><a/>
                1:20: found `?`; expected `encoding`, `standalone` or `?>`
            <?XML version='1.0'?><a/>
                1:1: a processing instruction named `xml`; expected that name only in an XML declaration, `<?xml`, at the very start
            <!-- x --><?xml version='1.0'?><a/>
                1:11: a processing instruction named `xml`; expected that name only in an XML declaration, `<?xml`, at the very start
            <?xml version='1.0'?><?xml version='1.0'?><a/>
                1:22: a processing instruction named `xml`; expected that name only in an XML declaration, `<?xml`, at the very start
            <a><?xml version='1.0'?></a>
                <a> 1:4: a processing instruction named `xml`; expected that name only in an XML declaration, `<?xml`, at the very start
            <a/><?Xml ?>
                <a> </a> 1:5: a processing instruction named `xml`; expected that name only in an XML declaration, `<?xml`, at the very start
        "#]],
    );
}

#[test]
fn document_type_declarations() {
    check(
        [
            "<!DOCTYPE><a/>",
            "<!DOCTYPE ><a/>",
            "<!doctype html><a/>",
            "<!DOCTYPE a SYSTEM><a/>",
            "<!DOCTYPE a SYSTEM x><a/>",
            "<!DOCTYPE a SYSTEM'x'><a/>",
            "<!DOCTYPE a PUBLIC 'x'><a/>",
            "<!DOCTYPE a PUBLIC 'x''y'><a/>",
            "<!DOCTYPE a PUBLIC 'é' 'y'><a/>",
            "<!DOCTYPE a SYSTEM 'x' 'y'><a/>",
            "<!DOCTYPE a 'x'><a/>",
            "<!DOCTYPE aSYSTEM'x'><a/>",
            "<!DOCTYPE a [] []><a/>",
            "<!DOCTYPE a [x]><a/>",
            "<!DOCTYPE a [<a/>]><a/>",
            "<!DOCTYPE a [<!ELEMENT>]><a/>",
            "<!DOCTYPE a [<!ELEMENT a <!ELEMENT b ANY>]><a/>",
            "<!DOCTYPE a [<![INCLUDE[]]>]><a/>",
            "<!DOCTYPE a [<!-- -- -->]><a/>",
            "<!DOCTYPE a [<?xml version='1.0'?>]><a/>",
            "<!DOCTYPE a><!DOCTYPE a><a/>",
            "<a><!DOCTYPE a></a>",
            "<a/><!DOCTYPE a>",
        ],
        expect![[r#"
            <!DOCTYPE><a/>
                1:10: found `>`; expected white space behind `<!DOCTYPE`
            <!DOCTYPE ><a/>
                1:11: found `>`; expected the name of the root element
            <!doctype html><a/>
                1:3: found `d`; expected `<!--`, `<![CDATA[` or `<!DOCTYPE`
            <!DOCTYPE a SYSTEM><a/>
                1:19: found `>`; expected white space before an identifier
            <!DOCTYPE a SYSTEM x><a/>
                1:20: found `x`; expected a quoted system identifier
            <!DOCTYPE a SYSTEM'x'><a/>
                1:19: found `'`; expected white space before an identifier
            <!DOCTYPE a PUBLIC 'x'><a/>
                1:23: found `>`; expected white space before an identifier
            <!DOCTYPE a PUBLIC 'x''y'><a/>
                1:23: found `'`; expected white space before an identifier
            <!DOCTYPE a PUBLIC 'é' 'y'><a/>
                1:21: found `é`; expected a character that an identifier may contain
            <!DOCTYPE a SYSTEM 'x' 'y'><a/>
                1:24: found `'`; expected `[` or `>`
            <!DOCTYPE a 'x'><a/>
                1:13: found `'`; expected `SYSTEM`, `PUBLIC`, `[` or `>`
            <!DOCTYPE aSYSTEM'x'><a/>
                1:18: found `'`; expected `SYSTEM`, `PUBLIC`, `[` or `>`
            <!DOCTYPE a [] []><a/>
                1:16: found `[`; expected `>`
            <!DOCTYPE a [x]><a/>
                1:14: found `x`; expected a declaration, a comment, a processing instruction or `]`
            <!DOCTYPE a [<a/>]><a/>
                1:14: found `<`; expected a declaration, a comment, a processing instruction or `]`
            <!DOCTYPE a [<!ELEMENT>]><a/>
                1:23: found `>`; expected white space in a declaration
            <!DOCTYPE a [<!ELEMENT a <!ELEMENT b ANY>]><a/>
                1:26: found `<`; expected `>`, which ends the declaration
            <!DOCTYPE a [<![INCLUDE[]]>]><a/>
                1:14: found `<`; expected a declaration, a comment, a processing instruction or `]`
            <!DOCTYPE a [<!-- -- -->]><a/>
                1:19: `--` inside a comment; expected `-->`, which ends it [see 1:14]
            <!DOCTYPE a [<?xml version='1.0'?>]><a/>
                1:14: a processing instruction named `xml`; expected that name only in an XML declaration, `<?xml`, at the very start
            <!DOCTYPE a><!DOCTYPE a><a/>
                1:13: a second DOCTYPE; expected one at most [see 1:1]
            <a><!DOCTYPE a></a>
                <a> 1:4: a DOCTYPE inside or behind the root element; expected it before that
            <a/><!DOCTYPE a>
                <a> </a> 1:5: a DOCTYPE inside or behind the root element; expected it before that
        "#]],
    );
}
