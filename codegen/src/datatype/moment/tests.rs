use super::Moment;
use crate::datatype::Primitive::{self, Date, DateTime, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time};
use std::cmp::Ordering::{self, Equal, Greater, Less};

#[test]
fn lexical_spaces() {
    let rows: [(Primitive, &[&str], &[&str]); 8] = [
        (
            DateTime,
            &[
                "2002-10-10T12:00:00-05:00",
                "2002-10-10T17:00:00Z",
                "2000-02-29T00:00:00",
                "-0044-03-15T12:00:00.123",
                "12345-01-01T24:00:00",
                "2000-01-01T00:00:00+14:00",
                "2000-01-01T24:00:00.000",
            ],
            &[
                "0000-01-01T00:00:00",
                "2001-02-29T00:00:00",
                "1900-02-29T00:00:00",
                "02000-01-01T00:00:00",
                "200-01-01T00:00:00",
                "2000-13-01T00:00:00",
                "2000-00-01T00:00:00",
                "2000-01-01T24:00:01",
                "2000-01-01T25:00:00",
                "2000-01-01T00:60:00",
                "2000-01-01T00:00:60",
                "2000-01-01T00:00:00.",
                "2000-01-01T00:00",
                "2000-01-01",
                "2000-01-01 00:00:00",
                "2000-01-01T00:00:00+14:01",
                "2000-01-01T00:00:00+5:00",
                "2000-01-01T00:00:00z",
                "+2000-01-01T00:00:00",
                "2000-1-1T00:00:00",
                "",
            ],
        ),
        (
            Time,
            &["00:00:00", "13:20:00-05:00", "24:00:00", "23:59:59.999Z"],
            &["24:00:01", "1:00:00", "00:00", "25:00:00"],
        ),
        (
            Date,
            &["2002-10-10", "2002-10-10+13:00", "2000-02-29Z"],
            &["2002-10-32", "2002-04-31", "2002-10-10T00:00:00", "02-10-10"],
        ),
        (GYearMonth, &["1999-05", "-0001-12Z"], &["1999-13", "1999", "1999-5", "0000-01"]),
        (GYear, &["1999", "-1999", "12000Z", "1999+01:00"], &["0000", "99", "01999", "1999-"]),
        (GMonthDay, &["--02-29", "--12-31Z"], &["--02-30", "--04-31", "-12-31", "12-31", "--1231"]),
        (GDay, &["---01", "---31+01:00"], &["---32", "---00", "--01", "01", "---1"]),
        (GMonth, &["--01", "--12Z"], &["--05-", "--05--", "--13", "--00", "01", "--1"]),
    ];
    for (primitive, valid, invalid) in rows {
        for text in valid {
            assert!(Moment::parse(primitive, text).is_some(), "{primitive:?} {text}");
        }
        for text in invalid {
            assert!(Moment::parse(primitive, text).is_none(), "{primitive:?} {text}");
        }
    }
}

#[test]
fn order_is_partial() {
    let rows: [(Primitive, &str, &str, Option<Ordering>); 19] = [
        (DateTime, "2000-01-15T00:00:00", "2000-02-15T00:00:00", Some(Less)),
        (DateTime, "2000-01-15T12:00:00", "2000-01-16T12:00:00Z", Some(Less)),
        (DateTime, "2000-01-01T12:00:00", "1999-12-31T23:00:00Z", None),
        (DateTime, "2000-01-16T12:00:00", "2000-01-16T12:00:00Z", None),
        (DateTime, "2000-01-16T00:00:00", "2000-01-16T12:00:00Z", None),
        (DateTime, "2002-10-10T12:00:00-05:00", "2002-10-10T17:00:00Z", Some(Equal)),
        (DateTime, "2000-01-01T24:00:00", "2000-01-02T00:00:00", Some(Equal)),
        (DateTime, "2000-01-01T00:00:00.10", "2000-01-01T00:00:00.1", Some(Equal)),
        (DateTime, "2000-01-01T00:00:00.09", "2000-01-01T00:00:00.1", Some(Less)),
        (DateTime, "-0002-01-01T00:00:00", "-0001-01-01T00:00:00", Some(Less)),
        (DateTime, "1999-12-31T23:59:59.9", "2000-01-01T00:00:00", Some(Less)),
        (Date, "2002-10-10+13:00", "2002-10-09-11:00", Some(Equal)),
        (Date, "2000-03-01", "2000-02-29", Some(Greater)),
        (Time, "24:00:00", "00:00:00", Some(Equal)),
        (Time, "13:00:00+01:00", "12:00:00Z", Some(Equal)),
        (GYear, "1999", "2000", Some(Less)),
        (GMonthDay, "--02-29", "--03-01", Some(Less)),
        (GDay, "---15Z", "---15", None),
        (GMonth, "--01", "--12", Some(Less)),
    ];
    for (primitive, left, right, order) in rows {
        let (one, other) =
            (Moment::parse(primitive, left).unwrap(), Moment::parse(primitive, right).unwrap());
        assert_eq!(one.partial_cmp(&other), order, "{left} {right}");
        assert_eq!(other.partial_cmp(&one), order.map(Ordering::reverse), "{right} {left}");
        assert_eq!(one == other, order == Some(Equal), "{left} {right}");
    }
}
