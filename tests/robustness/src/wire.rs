//! Documents as they come from the service: decoded, whole and in pieces, and encoded again.

use crate::text;
use qualys_runtime::{
    AnyNode, DateTime, Decoder, List, MaybeEmpty, RecordReader, decode as decode_any, encode,
};

/// A document of shapes that the generator makes.
#[derive(Debug, Clone, PartialEq, Default)]
struct Answer {
    version: Option<u8>,
    time: Option<DateTime>,
    note: Option<String>,
    pause: Option<MaybeEmpty<u32>>,
    occurrence: Option<Occurrence>,
    ips: Option<Vec<String>>,
    hosts: Option<Vec<Host>>,
    extra: Option<Vec<AnyNode>>,
}
qualys_runtime::record! { Answer {
    version: attribute("version").optional(),
    time: element("TIME").optional(),
    note: element("NOTE").optional(),
    pause: element("PAUSE").optional(),
    occurrence: choice(Occurrence::TABLE).optional(),
    ips: list("IPS", "IP").optional(),
    hosts: list("HOST_LIST", "HOST").non_empty().optional(),
    extra: any().optional(),
} [0 1 2 3 4 5 6 7] }
qualys_runtime::document! { Answer: "ANSWER" }

#[derive(Debug, Clone, PartialEq)]
enum Occurrence {
    Daily(u16),
    Weekly(Weekly),
}
qualys_runtime::choice! { Occurrence = Daily {
    Daily: element("DAILY"),
    Weekly: element("WEEKLY"),
} [0 1] }

#[derive(Debug, Clone, PartialEq, Default)]
struct Weekly {
    weekdays: List<u8>,
}
qualys_runtime::record! { Weekly {
    weekdays: attribute("weekdays").comma(),
} [0] }

/// A record of its list.
#[derive(Debug, Clone, PartialEq, Default)]
struct Host {
    id: u32,
    name: Option<String>,
    tags: Option<Vec<String>>,
    inner: Option<Box<Host>>,
}
qualys_runtime::record! { Host {
    id: element("ID"),
    name: element("NAME").optional(),
    tags: list("TAGS", "TAG").optional(),
    inner: element("HOST").optional(),
} [0 1 2 3] }

/// Whatever is taken strictly is taken, and is the same, without that.
pub fn decode(bytes: &[u8]) {
    let lenient = decode_any::<Answer>(bytes);
    let strict = Decoder::new().strict(true).decode::<Answer>(bytes);
    match (&lenient, &strict) {
        (Ok(lenient), Ok(strict)) => {
            assert_eq!(lenient.value, strict.value);
            assert!(lenient.drift.is_empty() && lenient.set_aside.is_empty());
        }
        (Ok(lenient), Err(error)) => {
            assert!(!lenient.drift.is_empty() || !lenient.set_aside.is_empty(), "{error}");
        }
        (Err(_), strict) => assert!(strict.is_err(), "what cannot be decoded cannot be decoded strictly"),
    }
    if let Err(error) = &lenient {
        assert!(!error.to_string().is_empty());
    }
}

/// What is encoded is decoded, strictly, to what encodes to the same.
pub fn round_trip(bytes: &[u8]) {
    let Ok(decoded) = decode_any::<Answer>(bytes) else { return };
    // It came out of XML, so that XML can carry it.
    let encoded = encode(&decoded.value).unwrap_or_else(|error| panic!("{error}"));
    let again = Decoder::new().strict(true).decode::<Answer>(encoded.as_bytes());
    let again = again.unwrap_or_else(|error| panic!("{error}, in {encoded}"));
    assert_eq!(encode(&again.value).ok().as_deref(), Some(encoded.as_str()));
}

/// The first byte says how long the pieces are; what comes of them is what comes of the whole.
pub fn chunks(bytes: &[u8]) {
    let Some((first, document)) = bytes.split_first() else { return };
    let whole = records(document, document.len());
    let pieces = records(document, usize::from(*first).max(1));
    assert_eq!(whole, pieces);
}

/// What came of a document: its records, and the rest of it or that there was an error.
type Records = (Vec<Host>, Option<(Answer, usize, usize)>);

fn records(document: &[u8], length: usize) -> Records {
    let mut reader = RecordReader::<Answer, Host>::new(Decoder::new(), &["HOST_LIST", "HOST"]);
    let mut records = Vec::new();
    let (mut drift, mut set_aside) = (0, 0);
    for piece in document.chunks(length.max(1)) {
        reader.feed(piece);
        loop {
            match reader.next() {
                Ok(Some(record)) => records.push(record),
                Ok(None) => break,
                Err(_) => return (records, None),
            }
        }
        drift += reader.take_drift().iter().map(|one| one.count as usize).sum::<usize>();
        set_aside += reader.take_set_aside().len();
    }
    reader.end();
    loop {
        match reader.next() {
            Ok(Some(record)) => records.push(record),
            Ok(None) => break,
            Err(_) => return (records, None),
        }
    }
    match reader.finish() {
        Ok(rest) => {
            drift += rest.drift.iter().map(|one| one.count as usize).sum::<usize>();
            set_aside += rest.set_aside.len();
            (records, Some((rest.value, drift, set_aside)))
        }
        Err(_) => (records, None),
    }
}

/// The scanner and roxmltree agree on what is well-formed, where both read the same language: without a document type
/// declaration, prefixes, processing instructions and numeric references. How they differ on those is in the scanner's own tests.
pub fn differential(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let differs = ["<!DOCTYPE", ":", "xmlns", "<?", "&#"].iter().any(|token| text.contains(token));
    if differs || text.starts_with('\u{FEFF}') {
        return;
    }
    let ours = decode_any::<Answer>(text.as_bytes());
    let theirs = roxmltree::Document::parse(&text);
    match (&ours, &theirs) {
        (Ok(_), Err(error)) => panic!("taken here; roxmltree: {error}"),
        (Err(error), Ok(_)) if error.is_malformed() || error.is_truncated() => {
            panic!("taken by roxmltree; here: {error}");
        }
        _ => {}
    }
}
