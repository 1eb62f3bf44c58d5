//! Values of all types: from text and back, and found at once.

use super::*;
use crate::date_time::DateTime;
use crate::table::{Plain, Single};

fn read<T: Value + Default>(text: &str, format: Format) -> Result<(T, Fit), Misfit> {
    let mut value = T::default();
    let fit = value.read(text.into(), format)?;
    Ok((value, fit))
}

fn written(value: &dyn Value, format: Format) -> String {
    let mut out = String::new();
    value.write(&mut out, format);
    out
}

#[test]
fn lists_keep_their_separator() {
    let (weekdays, _) = read::<List<u8>>("0, 1,4 ,5", Format::Comma).unwrap();
    assert_eq!(*weekdays, [0, 1, 4, 5]);
    assert_eq!(written(&weekdays, Format::Comma), "0,1,4,5");
    let (numbers, _) = read::<List<u8>>(" 0 1\n4 ", Format::Plain).unwrap();
    assert_eq!(written(&numbers, Format::Plain), "0 1 4");
    assert!(read::<List<u8>>("0,,1", Format::Comma).is_err());
    assert!(read::<List<u8>>("", Format::Comma).unwrap().0.is_empty());
}

#[test]
fn an_empty_number_is_a_value_only_where_allowed() {
    assert!(read::<u32>("", Format::Plain).is_err());
    assert_eq!(read::<MaybeEmpty<u32>>(" ", Format::Plain).unwrap().0, MaybeEmpty::Empty);
    assert_eq!(read::<MaybeEmpty<u32>>("7", Format::Plain).unwrap().0.value(), Some(&7));
    let misfit = read::<MaybeEmpty<u8>>("x", Format::Plain).unwrap_err();
    assert_eq!(misfit.expected, "a whole number from 0 to 255, or nothing");
}

/// What is found at once is what reading the text gives.
fn is_found_at_once<T: Single + Value + PartialEq + std::fmt::Debug>(texts: &[&str]) {
    for text in texts {
        let document = format!("{text}</NAME>{}", " ".repeat(100));
        let found = T::plain(&Plain::of(&document), 0, Format::Plain);
        let expected = match read::<T>(text, Format::Plain) {
            Ok((value, Fit::Exact)) => Some((value, text.len())),
            _ => None,
        };
        assert_eq!(found, expected, "{text:?}");
    }
}

#[test]
fn what_is_found_at_once_is_what_reading_gives() {
    let numbers = [
        "0",
        "7",
        "007",
        "99",
        "127",
        "128",
        "255",
        "256",
        "-1",
        "-128",
        "-129",
        "+5",
        " 5",
        "5 ",
        "5x",
        "",
        "4294967295",
        "4294967296",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "00000000000000000000000000000001",
        "1\n",
        "٣",
    ];
    is_found_at_once::<u8>(&numbers);
    is_found_at_once::<i8>(&numbers);
    is_found_at_once::<u16>(&numbers);
    is_found_at_once::<u32>(&numbers);
    is_found_at_once::<i64>(&numbers);
    is_found_at_once::<u64>(&numbers);
    is_found_at_once::<MaybeEmpty<u32>>(&numbers);
    is_found_at_once::<bool>(&["0", "1", "true", "false", "True", "2", "10", "", " 1", "falsely", "tru"]);
    is_found_at_once::<String>(&["", " ", "text", "more than eight bytes of it", "Zürich"]);
    let times = [
        "2017-10-12T18:10:00Z",
        "2017-10-12T18:10:00",
        "2017-10-12T18:10:00+02:00",
        "2017-10-12T18:10:00.5Z",
        "2017-10-12T18:10:00ZZ",
        "2017-02-29T18:10:00Z",
        "2017-10-12",
        " 2017-10-12T18:10:00Z",
        "0000-01-01T00:00:00Z",
        "2017-10-12T18:10:60Z",
        "2017-10-12T24:00:00Z",
        "",
    ];
    is_found_at_once::<DateTime>(&times);
}

#[test]
fn flags_are_written_as_digits() {
    let (flag, _) = read::<bool>(" 1\n", Format::Flag).unwrap();
    assert_eq!((written(&flag, Format::Flag), written(&flag, Format::Plain)), ("1".into(), "true".into()));
    assert!(read::<bool>("2", Format::Flag).is_err());
}

#[test]
fn floats_use_the_words_of_xml_schema() {
    assert_eq!(read::<f64>("-INF", Format::Plain).unwrap().0, f64::NEG_INFINITY);
    assert_eq!(written(&f64::INFINITY, Format::Plain), "INF");
    assert!(read::<f64>("infinity", Format::Plain).is_err());
    assert!(read::<f64>("nan", Format::Plain).is_err());
    assert_eq!(read::<f64>("1e3", Format::Plain).unwrap().0, 1000.0);
}

#[test]
fn a_broken_line_in_a_time_is_mended_and_said() {
    let (time, fit) = read::<DateTime>("2019-11-\n19T22:00:00Z", Format::Plain).unwrap();
    assert_eq!((time.to_string().as_str(), fit), ("2019-11-19T22:00:00Z", Fit::Repaired));
}
