//! No input makes the parser or the lowering panic, and every place lies in the text.

use super::super::Document;
use super::read;
use crate::diagnostic::Diagnostics;
use crate::lower;
use crate::lower::dtd::Extent;
use crate::source::SourceFile;

/// Something of everything.
pub(super) const SAMPLE: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<!-- The sample. -->

<!ENTITY % text "(#PCDATA)">
<!ENTITY % item "NAME | (VALUE, été?)">
<!ENTITY % declarations "<!ELEMENT NAME %text;><!-- x --><!ATTLIST NAME a (x|y) 'x' b CDATA '&e;'>">
<!ENTITY e "&#60;&#x26;&amp; %text;">
<!ENTITY f "a b">
<!ENTITY picture SYSTEM "a.gif" NDATA gif>
<!NOTATION gif PUBLIC "GIF" "gif">
<!-- The list. -->
<!ELEMENT LIST ((%item;)+, A?, (B | C)*)>
%declarations;
<![INCLUDE[
<!ELEMENT VALUE (#PCDATA | NAME)*> <!-- of the item -->
<![IGNORE[ <![INCLUDE[ ]]> <!ELEMENT VALUE EMPTY> ]]>
]]>
<!ELEMENT A EMPTY><!ELEMENT B ANY>
<!ATTLIST A day (0|1) #REQUIRED ref IDREFS #IMPLIED c CDATA #FIXED "&f; &lt;">
<?tool x?>
"##;

fn read_and_lower(text: &str) -> (Document, Diagnostics) {
    let (document, mut diagnostics, sources) = read(text);
    let lowered = lower::dtd::lower(
        "m",
        &SourceFile::new("sample.dtd", text),
        &document,
        Extent::Whole,
        &mut diagnostics,
    );
    lowered.undeclared.iter().for_each(|one| diagnostics.push(one.warning()));
    for one in diagnostics.iter() {
        assert!(text.get(one.span.range()).is_some(), "{} at {:?}", one.message, one.span);
    }
    for one in &document.declarations {
        assert!(text.get(one.span().range()).is_some_and(|covered| !covered.is_empty()), "{one:?}");
    }
    // Shown at last, which takes all spans, also of related places.
    if diagnostics.iter().count() < 8 {
        let _ = diagnostics.render(&sources, false);
    }
    (document, diagnostics)
}

#[test]
fn the_sample_refers_to_two_undeclared_elements() {
    let (document, diagnostics) = read_and_lower(&SAMPLE.replace(" b CDATA '&e;'", ""));
    let messages: Vec<_> = diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages, ["element `été` is not declared", "element `C` is not declared"]);
    assert_eq!(document.declarations.len(), 14);
}

#[test]
fn the_sample_cut_off_anywhere() {
    for (end, _) in SAMPLE.char_indices() {
        read_and_lower(&SAMPLE[..end]);
        read_and_lower(&SAMPLE[end..]);
    }
}

#[test]
fn the_sample_changed_at_random() {
    let pieces = [
        "<!",
        "<!ELEMENT",
        "<!ATTLIST",
        "<!ENTITY",
        "<!NOTATION",
        "<![",
        "INCLUDE",
        "IGNORE",
        "[",
        "]]>",
        ">",
        "<",
        "(",
        ")",
        "|",
        ",",
        "?",
        "*",
        "+",
        "#PCDATA",
        "#",
        "%",
        "&",
        ";",
        "%item;",
        "%text;",
        "%declarations;",
        "&e;",
        "&#37;",
        "\"",
        "'",
        " ",
        "\n",
        "\r\n",
        "é",
        "\u{0}",
        "\u{10FFFF}",
        "--",
        "<!--",
        "-->",
        "<?",
        "?>",
        "EMPTY",
        "CDATA",
        "%e;",
        "&#x;",
        "&#",
        "SYSTEM",
    ];
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..4_000 {
        let mut text: Vec<char> = SAMPLE.chars().collect();
        for _ in 0..=random.below(6) {
            let at = random.below(text.len());
            match random.below(4) {
                0 => drop(text.drain(at..(at + 1 + random.below(12)).min(text.len()))),
                1 => text.truncate(at.max(200)),
                2 => {
                    let from = random.below(text.len());
                    let copied: Vec<_> = text[from..(from + random.below(60)).min(text.len())].to_vec();
                    text.splice(at..at, copied);
                }
                _ => drop(text.splice(at..at, pieces[random.below(pieces.len())].chars())),
            }
        }
        read_and_lower(&text.into_iter().collect::<String>());
    }
}

/// xorshift64*
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        (number % limit.max(1) as u64) as usize
    }
}
