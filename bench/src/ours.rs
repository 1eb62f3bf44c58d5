//! The cases of this crate, and the floor under all readers.

use crate::shape::List;
use qualys::Decoder;
use qualys_bench_case::{CHUNK, Case, Input};
use qualys_runtime::RecordReader;
use std::hint::black_box;
use std::io::Read;

pub(crate) fn cases<T: List>() -> Vec<Case> {
    vec![
        Case { name: "memchr for <", from_file: false, run: floor },
        Case { name: "qualys decode", from_file: false, run: decode::<T> },
        Case { name: "qualys decode in chunks", from_file: true, run: chunks::<T> },
        Case { name: "qualys stream of records", from_file: true, run: stream::<T> },
        Case { name: "qualys encode", from_file: false, run: encode::<T> },
        Case { name: "qualys clone", from_file: false, run: clone::<T> },
    ]
}

/// Finds every `<`: no reader of XML does less.
fn floor(input: &Input, repetitions: u32) -> Result<u64, String> {
    let mut found = 0;
    for _ in 0..repetitions {
        found = 0;
        for at in memchr::memchr_iter(b'<', black_box(input.text()).as_bytes()) {
            found += u64::from(black_box(at) > 0);
        }
    }
    Ok(found)
}

fn decode<T: List>(input: &Input, repetitions: u32) -> Result<u64, String> {
    let mut records = 0;
    for _ in 0..repetitions {
        records = whole::<T>(black_box(input.text()))?.count();
    }
    Ok(records as u64)
}

fn whole<T: List>(text: &str) -> Result<T, String> {
    let decoded = Decoder::new().decode::<T>(text.as_bytes()).map_err(|error| error.to_string())?;
    if !decoded.drift.is_empty() || !decoded.set_aside.is_empty() {
        return Err("the document differs from its schema".to_owned());
    }
    Ok(decoded.value)
}

/// From a reader, all records kept.
fn chunks<T: List>(input: &Input, repetitions: u32) -> Result<u64, String> {
    let mut count = 0;
    for _ in 0..repetitions {
        let mut records = Vec::new();
        read::<T>(input.file()?, |record| records.push(record))?;
        count = black_box(records).len() as u64;
    }
    Ok(count)
}

/// From a reader, each record dropped before the next.
fn stream<T: List>(input: &Input, repetitions: u32) -> Result<u64, String> {
    let mut count = 0;
    for _ in 0..repetitions {
        count = 0;
        read::<T>(input.file()?, |record| {
            black_box(record);
            count += 1;
        })?;
    }
    Ok(count)
}

fn read<T: List>(mut source: impl Read, mut each: impl FnMut(T::Record)) -> Result<(), String> {
    let mut reader = RecordReader::<T, T::Record>::new(Decoder::new(), T::PATH);
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = source.read(&mut chunk).map_err(|error| error.to_string())?;
        match length {
            0 => reader.end(),
            _ => reader.feed(chunk.get(..length).unwrap_or_default()),
        }
        while let Some(record) = reader.next().map_err(|error| error.to_string())? {
            each(record);
        }
        if length == 0 {
            let rest = reader.finish().map_err(|error| error.to_string())?;
            black_box(rest.value);
            return Ok(());
        }
    }
}

fn encode<T: List>(input: &Input, repetitions: u32) -> Result<u64, String> {
    let value = whole::<T>(input.text())?;
    for _ in 0..repetitions {
        black_box(qualys::encode(black_box(&value)).map_err(|error| error.to_string())?);
    }
    Ok(value.count() as u64)
}

/// What the allocator and the copies cost of what a decoder hands out.
fn clone<T: List>(input: &Input, repetitions: u32) -> Result<u64, String> {
    let value = whole::<T>(input.text())?;
    for _ in 0..repetitions {
        black_box(black_box(&value).clone());
    }
    Ok(value.count() as u64)
}
