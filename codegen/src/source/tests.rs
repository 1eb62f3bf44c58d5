//! Bytes as text, and what is said of bytes that are none.

use super::{SourceFile, Sources};
use expect_test::{Expect, expect};

fn check(bytes: &[u8], text: &str) {
    let file = SourceFile::from_bytes("a.dtd", bytes);
    assert_eq!(file.fault, None);
    assert_eq!(file.text, text);
}

fn check_fault(bytes: &[u8], expected: Expect) {
    let file = SourceFile::from_bytes("a.dtd", bytes);
    let fault = file.fault.clone().expect("a fault");
    let mut sources = Sources::default();
    let source = sources.add(file);
    expected.assert_eq(&fault.diagnostic(source).render(&sources, false));
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn encodings() {
    check(b"<!ELEMENT a ANY>", "<!ELEMENT a ANY>");
    check("\u{FEFF}é".as_bytes(), "é");
    check(b"", "");
    check(
        b"<?xml version='1.0' encoding = \"ISO-8859-1\"?>\xE9",
        "<?xml version='1.0' encoding = \"ISO-8859-1\"?>é",
    );
    check(b"<?xml encoding='us-ascii'?>a", "<?xml encoding='us-ascii'?>a");
    for text in ["\u{FEFF}<a>é\u{10FFFF}</a>", "\u{FEFF}<?xml encoding='utf-16'?>\u{65E5}"] {
        check(&utf16(text, u16::to_be_bytes), &text[3..]);
        check(&utf16(text, u16::to_le_bytes), &text[3..]);
    }
    let text = "<?xml encoding='UTF-16LE'?>";
    check(&utf16(text, u16::to_le_bytes), text);
}

#[test]
fn faults() {
    check_fault(
        b"<?xml encoding='EUC-JP'?>\n",
        expect![[r#"
            error: the encoding `EUC-JP` is not read
             --> a.dtd:1:17
              |
            1 | <?xml encoding='EUC-JP'?>
              |                 ^^^^^^ expected UTF-8, UTF-16, ISO-8859-1 or US-ASCII
              |
              = help: save the file in UTF-8"#]],
    );
    check_fault(
        b"<a>\n\xE9\xE9</a>",
        expect![[r#"
            error: these bytes are not UTF-8
             --> a.dtd:2:1
              |
            2 | ��</a>
              | ^ the first that cannot be read
              |
              = help: save the file in UTF-8"#]],
    );
    check_fault(
        b"<?xml encoding='US-ASCII'?>\xC3\xA9",
        expect![[r#"
        error: these bytes are not US-ASCII
         --> a.dtd:1:28
          |
        1 | <?xml encoding='US-ASCII'?>��
          |                            ^ the first that cannot be read
          |
          = help: save the file in UTF-8"#]],
    );
    check_fault(
        b"<?xml encoding='UTF-16'?>",
        expect![[r#"
        error: the file says it is in `UTF-16`, but it is not
         --> a.dtd:1:17
          |
        1 | <?xml encoding='UTF-16'?>
          |                 ^^^^^^ what it is written in is one byte a character
          |
          = help: save the file in UTF-8"#]],
    );
    check_fault(
        b"\xEF\xBB\xBF<?xml encoding='ISO-8859-1'?>",
        expect![[r#"
        error: the file says it is in `ISO-8859-1`, but it is not
         --> a.dtd:1:17
          |
        1 | <?xml encoding='ISO-8859-1'?>
          |                 ^^^^^^^^^^ what it is written in is UTF-8, by its mark
          |
          = help: save the file in UTF-8"#]],
    );
    check_fault(
        &utf16("\u{FEFF}<?xml encoding='UTF-8'?>", u16::to_le_bytes),
        expect![[r#"
        error: the file says it is in `UTF-8`, but it is not
         --> a.dtd:1:17
          |
        1 | <?xml encoding='UTF-8'?>
          |                 ^^^^^ what it is written in is UTF-16
          |
          = help: save the file in UTF-8"#]],
    );
    check_fault(
        &utf16("<?xml encoding='UTF-16'?>", u16::to_le_bytes),
        expect![[r#"
        error: the file is in UTF-16, but does not begin with a byte order mark
         --> a.dtd:1:1
          |
        1 | <?xml encoding='UTF-16'?>
          | ^ expected U+FEFF before this
          |
          = help: save the file in UTF-8"#]],
    );
    check_fault(
        b"\xFE\xFF\xD8\x00\x00a",
        expect![[r#"
        error: these bytes are not UTF-16
         --> a.dtd:1:1
          |
        1 | �a
          | ^ the first that cannot be read
          |
          = help: save the file in UTF-8"#]],
    );
    check_fault(
        b"\xFE\xFF\x00a\x00",
        expect![[r#"
        error: these bytes are not UTF-16
         --> a.dtd:1:2
          |
        1 | a�
          |  ^ the first that cannot be read
          |
          = help: save the file in UTF-8"#]],
    );
    check_fault(
        b"\x00\x00\xFE\xFF\x00\x00\x00a",
        expect![[r#"
        error: the encoding `UTF-32` is not read
         --> a.dtd:1:1
          |
        1 |
          | ^ expected UTF-8, UTF-16, ISO-8859-1 or US-ASCII
          |
          = help: save the file in UTF-8"#]],
    );
}
