//! Reading the records of a list one by one, from a document that arrives in pieces.

mod core;
mod window;
mod worth;

use self::core::Core;
use crate::drift::{Drift, SetAside};
use crate::error::DecodeError;
use crate::table::{Document, Single};
use crate::xml::decode::{Decoded, Decoder};
use crate::xml::driver::outer::Route;
use std::hash::{DefaultHasher, Hasher};
use std::marker::PhantomData;

/// Reads the records of a list one by one, while the document arrives.
///
/// It does no input of its own: whoever has the bytes [feeds](Self::feed) them in, in pieces of any size, and takes the
/// [next](Self::next) record until there is none, which means that more has to be fed. What is around the records is
/// decoded on the way and is there at the [end](Self::finish).
///
/// Records, differences, records set aside and errors are the same as [`Decoder`] gives for the whole document. It differs
/// where the end of the document is not known yet: a document that has two faults may end in either; when strict, the first
/// difference ends it; and the text of an element around the records that is set aside is without the records that came
/// out of it before. Memory is taken for one record or piece at a time, whichever is larger.
///
/// ```
/// # use qualys_runtime::table::*;
/// # use qualys_runtime::{Decoder, RecordReader};
/// # #[derive(Debug, Clone, PartialEq, Default)] pub struct Host { id: u32 }
/// # qualys_runtime::record! { Host { id: element("ID"), } [0] }
/// # #[derive(Debug, Clone, PartialEq, Default)] pub struct Hosts { time: String, hosts: Vec<Host> }
/// # qualys_runtime::record! { Hosts { time: element("TIME"), hosts: list("HOST_LIST", "HOST"), } [0 1] }
/// # qualys_runtime::document! { Hosts: "HOSTS" }
/// let mut reader = RecordReader::<Hosts, Host>::new(Decoder::new(), &["HOST_LIST", "HOST"]);
/// reader.feed(b"<HOSTS><TIME>noon</TIME><HOST_LIST><HOST><ID>1</ID></HOST><HOST><I");
/// assert_eq!(reader.next()?, Some(Host { id: 1 }));
/// assert_eq!(reader.next()?, None);
/// reader.feed(b"D>2</ID></HOST></HOST_LIST></HOSTS>");
/// reader.end();
/// assert_eq!(reader.next()?, Some(Host { id: 2 }));
/// assert_eq!(reader.next()?, None);
/// assert_eq!(reader.finish()?.value, Hosts { time: "noon".into(), hosts: vec![] });
/// # Ok::<(), qualys_runtime::DecodeError>(())
/// ```
#[derive(Debug)]
pub struct RecordReader<T, R> {
    core: Core,
    value: T,
    record: PhantomData<fn() -> R>,
}

impl<T: Document, R: Single> RecordReader<T, R> {
    /// A reader of the records that a path leads to: the names of the elements from the root's child to the record, such as
    /// `["RESPONSE", "HOST_LIST", "HOST"]`.
    ///
    /// `R` is what the list at the end of the path holds. Where it holds one of several elements, the path ends with any of
    /// them, and all are records. A path that leads to nothing that repeats leads to no records: all is in the envelope.
    pub fn new(decoder: Decoder, path: &'static [&'static str]) -> Self {
        let route = Route::new(&mut T::default(), T::ROOTS, path);
        Self { core: Core::new(decoder, route), value: T::default(), record: PhantomData }
    }

    /// More of the document arrived.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.core.feed(bytes);
    }

    /// Nothing more will arrive.
    pub fn end(&mut self) {
        self.core.end();
    }

    /// The next record. `None` if more has to be fed first, or the document [is over](Self::is_over).
    ///
    /// # Errors
    ///
    /// As [`Decoder::decode`], as soon as it is certain that what was fed is no beginning of a document that could be
    /// decoded; and when a record is longer than [`Decoder::max_record_length`] allows. An error stays.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<R>, DecodeError> {
        let mut record: Option<R> = None;
        let found = self.core.next(&mut self.value, &mut record)?;
        // What was read in vain is left behind in the place.
        Ok(record.filter(|_| found))
    }

    /// The name of the root element, once its start tag was read and is one of the document's.
    pub fn root(&self) -> Option<&str> {
        self.core.root()
    }

    /// Whether the whole document was read.
    pub fn is_over(&self) -> bool {
        self.core.is_over()
    }

    /// What was fed and is not read yet. When the root element was [another](DecodeError::is_unexpected_root) than
    /// expected, that is all that was fed, so that it can be decoded as what it is.
    pub fn unread(&self) -> &str {
        self.core.unread()
    }

    /// The text of the record that came last, from its start tag to its end tag, until more is fed or read.
    pub fn last_text(&self) -> Option<&str> {
        self.core.last()
    }

    /// A number that is the same for records of the same text, and most probably another for others. It holds for one run
    /// of a program: it is not to be stored.
    pub fn last_hash(&self) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        hasher.write(self.core.last()?.as_bytes());
        Some(hasher.finish())
    }

    /// The differences from the schema that were recorded since this was last asked. Each way of differing is counted anew
    /// from then on.
    pub fn take_drift(&mut self) -> Vec<Drift> {
        self.core.take_drift()
    }

    /// The records that were set aside since this was last asked.
    pub fn take_set_aside(&mut self) -> Vec<SetAside> {
        self.core.take_set_aside()
    }

    /// How many bytes the window takes that what was fed is kept in until it is read.
    pub fn window_capacity(&self) -> usize {
        self.core.window_capacity()
    }

    /// The document without its records, with the drift and the records set aside that were not taken yet. Reads what is
    /// left; records that nobody asked for are passed over.
    ///
    /// # Errors
    ///
    /// As [`Self::next`]; when not all of the document was fed, it is [truncated](DecodeError::is_truncated).
    pub fn finish(mut self) -> Result<Decoded<T>, DecodeError> {
        self.end();
        while self.next()?.is_some() {}
        let Self { mut core, value, .. } = self;
        Ok(Decoded { value, drift: core.take_drift(), set_aside: core.take_set_aside() })
    }
}
