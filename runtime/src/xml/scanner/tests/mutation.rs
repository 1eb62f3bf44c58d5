//! Documents with a few random changes, the same ones in every run.

/// So many of them.
pub(super) fn documents(count: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    (0..count).map(move |index| {
        let mut document = SEEDS[index % SEEDS.len()].as_bytes().to_vec();
        for _ in 0..=random.below(3) {
            change(&mut random, &mut document);
        }
        document
    })
}

const SEEDS: &[&str] = &[
    "<?xml version=\"1.0\" encoding='UTF-8' standalone = \"yes\" ?>
<!DOCTYPE R PUBLIC '-//X//EN' \"r.dtd\" [ <!-- ' --> <?p \"?> <!ELEMENT R (#PCDATA)> <!ATTLIST R é CDATA 'x'> ] >
<!-- before -->\r\n<?target data ? ?>
<x:R xmlns:x = 'urn:x' é=\"a &amp;&#x1D11E;\r\nb\">t&lt;é\u{10000}\r\n<![CDATA[]] <&]]]]><![CDATA[>]]><!-- - --><b/><c d=''></c >
 ] ]] &#65;<?p?></x:R ><!-- y -->\n",
    "<A b='1' c=\"x\r\n&lt;y\"><B>text &amp; more</B ><C/>]] ><!-- c - --><D><![CDATA[a]]]></D></A>",
    "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'a.dtd'><a>\r<b>\r\n</b>\n<c x='\n' y='\t&#9;'/></a>",
    "<a><b>1</b><b>2</b><!-- x --><c d='e'>f<g/>h</c></a>",
];

/// Pieces that are put in.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "&",
    ";",
    "'",
    "\"",
    "=",
    ":",
    "%",
    "[",
    "]",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "--",
    "-",
    "<?",
    "?>",
    "<?xml ",
    "xml",
    "version='1.0'",
    "encoding='x'",
    "standalone='no'",
    "SYSTEM 'x'",
    "<!DOCTYPE a>",
    "<!ENTITY e 'x'>",
    "<!ELEMENT a ANY>",
    "&#",
    "&#x",
    "&#0;",
    "&#xFFFE;",
    "&#13;",
    "&lt;",
    "&amp;",
    "&x;",
    "\r",
    "\n",
    "\r\n",
    " ",
    "\t",
    "\u{1}",
    "\u{FFFE}",
    "\u{FFFD}",
    "\u{FEFF}",
    "é",
    "·",
    "</a>",
    "<a>",
    "<a/>",
    "x",
    "1",
    " b='1'",
];

fn change(random: &mut Random, document: &mut Vec<u8>) {
    let start = random.below(document.len() + 1);
    let end = (start + random.below(8)).min(document.len());
    let piece = PIECES[random.below(PIECES.len())].bytes();
    match random.below(6) {
        0 => drop(document.drain(start..end)),
        1 | 2 => drop(document.splice(start..start, piece)),
        3 => drop(document.splice(start..end, piece)),
        4 => {
            let part = document[start..end].to_vec();
            let to = random.below(document.len() + 1);
            document.splice(to..to, part);
        }
        _ if start < document.len() => document[start] = b' ' + random.below(96) as u8,
        _ => {}
    }
}

/// xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }
}
