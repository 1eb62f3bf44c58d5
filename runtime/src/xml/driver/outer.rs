//! The elements around the records of a list, read one token or child at a time, so that reading can stop wherever the
//! text at hand ends, and each record comes out on its own.
//!
//! What encloses the records is kept as a stack of [`Frame`]s and not on the call stack. A child that leads to no record is
//! read by the same code as ever, once it is there whole; so is a record, which goes into a place of its own.

use super::{Driver, Fault, Outcome, seen_before};
use crate::drift::{Drift, DriftKind};
use crate::table::{Field, Kind, Occurs, Place, Record, Slot, Table, is_same_local};
use crate::xml::layout::Layouts;
use crate::xml::position::Position;
use crate::xml::report::{Kept, Reason, Report};
use crate::xml::scanner::{Limits, Mark, Scanner, Token};
use crate::xml::seen::Seen;

/// Which elements lead to the records.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Route {
    /// The names that the root element may have.
    pub(crate) roots: &'static [&'static str],
    /// The names from the root's child to the record; empty if they lead to nothing that repeats.
    pub(crate) path: &'static [&'static str],
}

impl Route {
    /// The route to the records of a document; `scratch` is one without content.
    pub(crate) fn new(
        scratch: &mut dyn Record,
        roots: &'static [&'static str],
        path: &'static [&'static str],
    ) -> Self {
        let path = if leads_down(scratch, path) { path } else { &[] };
        Self { roots, path }
    }
}

/// What goes from one text to the next.
#[derive(Debug, Default)]
pub(crate) struct Carried {
    /// The repeated elements that are open.
    pub(crate) open_items: Vec<(usize, usize)>,
    layouts: Layouts,
}

/// What a step came upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Something around the records.
    Outside,
    /// A record, which begins at an offset; it was set aside if the place for it is empty.
    Record { start: usize },
    /// The end of the document.
    Over,
}

/// How far the elements around the records have been read.
#[derive(Debug, Default)]
pub(crate) struct Outer {
    /// The elements that lead to the records and are open, the root first.
    frames: Vec<Frame>,
    /// The name of the root element, once it was read.
    root: Option<String>,
    /// How many bytes went into the value.
    length: usize,
}

impl Outer {
    /// The name of the root element, once its start tag was read.
    pub(crate) fn root(&self) -> Option<&str> {
        self.root.as_deref()
    }

    /// Notes the positions of what has only an offset.
    pub(crate) fn locate(&mut self, mut position: impl FnMut(usize) -> Position) {
        for frame in &mut self.frames {
            if frame.position.is_none() {
                frame.position = Some(position(frame.start));
            }
            if let Content::Skipped(Some((reason, at @ None))) = &mut frame.content {
                *at = Some(position(reason.offset));
            }
        }
    }
}

/// An element that leads to the records and is open.
#[derive(Debug)]
struct Frame {
    /// The rows that lead to it from the record around it: through groups to its field, then through choices.
    steps: Vec<usize>,
    /// How many of them lead to its field.
    to_field: usize,
    way: Way,
    content: Content,
    is_list: bool,
    /// How many elements are around it.
    depth: usize,
    start: usize,
    position: Option<Position>,
    /// Its text without the records that came out of it, in case that it is set aside.
    raw: Option<String>,
    /// The beginning of its text.
    head: Option<String>,
}

/// How it became part of what is around it.
#[derive(Debug)]
enum Way {
    Root,
    Field {
        occurs: Occurs,
        can_be_absent: bool,
    },
    /// It comes once and came again; its path.
    Again(String),
}

#[derive(Debug)]
enum Content {
    Record(Seen),
    List {
        item: &'static str,
        is_empty: bool,
        non_empty: bool,
    },
    /// Nothing of it is wanted, because of a fault if there is a reason.
    Skipped(Option<(Box<Reason>, Option<Position>)>),
}

/// A place among the frames.
enum At<'r> {
    Record(&'r mut dyn Record),
    List(&'r mut dyn Place),
}

/// What an element below a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Ordinary,
    Record { in_group: bool },
    Container,
}

impl<'a> Driver<'a> {
    /// Goes on at a mark in a text of which the rest is still to come. Records go into `out`, of which `kept` came before.
    pub(crate) fn resume(
        scanner: Scanner<'a>,
        text: &'a str,
        limits: Limits,
        carried: Carried,
        out: &'a mut dyn Place,
        kept: usize,
    ) -> Self {
        let mut driver = Self::over(scanner, text.as_bytes(), limits);
        driver.open_items = carried.open_items;
        driver.layouts = carried.layouts;
        driver.out = Some(out);
        driver.kept = kept;
        driver
    }

    /// What is for the next text.
    pub(crate) fn into_carried(self) -> Carried {
        Carried { open_items: self.open_items, layouts: self.layouts }
    }

    pub(crate) fn scanner(&self) -> &Scanner<'a> {
        &self.scanner
    }

    pub(crate) fn report(&mut self) -> &mut Report {
        &mut self.report
    }

    /// How many repeated elements are open, and how many records came.
    pub(crate) fn items(&self) -> (usize, usize) {
        (self.open_items.len(), self.kept)
    }

    /// Reads the next token, child or record.
    pub(crate) fn step(&mut self, root: &mut dyn Record, outer: &mut Outer, route: Route) -> Outcome<Step> {
        if outer.root.is_none() {
            return self.begin(root, outer, route);
        }
        let mark = self.scanner.mark();
        let token = self.next()?;
        let Some(top) = outer.frames.last_mut() else { return Ok(Step::Over) };
        let step = match token {
            Token::End { name } if self.scanner.depth() == top.depth => {
                return self.leave(root, outer, name, mark);
            }
            _ if matches!(top.content, Content::Skipped(_)) => Step::Outside,
            Token::Start { name } => self.start(root, outer, route, name, mark)?,
            Token::Text { text, .. } => {
                self.stray_text(&text);
                Step::Outside
            }
            Token::End { .. } | Token::Eof => Step::Outside,
        };
        self.keep(outer, mark, step)?;
        Ok(step)
    }

    /// The root's start tag; all of it if no records are in it.
    fn begin(&mut self, root: &mut dyn Record, outer: &mut Outer, route: Route) -> Outcome<Step> {
        let mark = self.scanner.mark();
        let name = self.root(route.roots)?.to_owned();
        if route.path.is_empty() {
            self.skip()?;
            self.scanner.rewind(mark);
            self.next()?;
            self.record(root)?;
        } else {
            let mut seen = Seen::default();
            self.attributes(Some(root), &mut seen)?;
            let start = self.scanner.token_offset();
            outer.frames.push(Frame::new(Way::Root, Content::Record(seen), 0, start));
        }
        outer.root = Some(name);
        Ok(Step::Outside)
    }

    /// An element below the innermost frame, after its start tag.
    fn start(
        &mut self,
        root: &mut dyn Record,
        outer: &mut Outer,
        route: Route,
        name: &'a str,
        mark: Mark,
    ) -> Outcome<Step> {
        let frames = &mut outer.frames;
        let start = self.scanner.token_offset();
        let wanted = route.path.get(frames.len() - 1).copied().unwrap_or_default();
        let is_last = frames.len() == route.path.len();
        let Some((parent, field)) = place_of(root, frames) else {
            return self.skip().map(|()| Step::Outside);
        };
        let unit = match (&parent, field) {
            (At::List(_), Kind::List(item)) if is_same_local(name, item) => match is_last {
                true => Unit::Record { in_group: false },
                false => Unit::Container,
            },
            (At::List(_), _) => Unit::Ordinary,
            (At::Record(record), _) => leads(record.table(), name, wanted, is_last),
        };
        self.group_of_records = match &parent {
            At::Record(record) => record.table().row_of(wanted, 0).map(|row| (self.scanner.depth(), row)),
            At::List(_) => None,
        };
        let unit = if unit == Unit::Container && self.is_nil() { Unit::Ordinary } else { unit };
        if matches!(unit, Unit::Ordinary | Unit::Record { in_group: true }) {
            // What is read twice would leave traces: it has to be there whole.
            self.skip()?;
            let length = self.scanner.offset() - mark.at;
            self.scanner.rewind(mark);
            self.next()?;
            if unit == Unit::Ordinary {
                outer.length = outer.length.saturating_add(length);
                self.check_outer(outer.length)?;
            }
        }
        let Some(top) = frames.last_mut() else { return Ok(Step::Outside) };
        self.diverted = matches!(unit, Unit::Record { .. });
        let mut entered = None;
        let outcome = match (parent, &mut top.content) {
            (At::List(place), Content::List { item, is_empty, .. }) if unit != Unit::Ordinary => {
                *is_empty = false;
                let items = crate::table::rows::element(item).zero_or_more();
                match unit {
                    Unit::Container => self.enter_field(place, &items, name, Vec::new()).map(|frame| {
                        entered = Some(frame);
                    }),
                    _ => self.field(place, &items, name),
                }
            }
            (At::Record(record), Content::Record(seen)) => match unit {
                Unit::Container => self.enter(record, seen, name, Vec::new()).map(|frame| {
                    entered = Some(frame);
                }),
                _ => self.child(record, seen, name),
            },
            _ => self.unknown_element(),
        };
        self.diverted = false;
        let reason = match (outcome, entered) {
            (Ok(()), None) => None,
            (Ok(()), Some((frame, reason))) => {
                frames.push(frame);
                reason
            }
            (Err(Fault::Value(reason)), _) => Some(reason),
            (Err(fault), _) => return Err(fault),
        };
        if let Some(reason) = reason {
            self.fail(root, frames, reason)?;
        }
        match unit {
            Unit::Record { .. } => {
                self.kept += usize::from(self.has_record());
                Ok(Step::Record { start })
            }
            _ => Ok(Step::Outside),
        }
    }

    /// Whether a record is in its place.
    pub(crate) fn has_record(&self) -> bool {
        self.out.as_ref().is_some_and(|out| out.count() > 0)
    }

    /// A child that leads to the records: as [`Self::child`], up to its start tag's end.
    fn enter(
        &mut self,
        record: &mut dyn Record,
        seen: &mut Seen,
        name: &str,
        mut steps: Vec<usize>,
    ) -> Outcome<Entered> {
        let table = record.table();
        let row = table.row_of(name, seen.last).unwrap_or_default();
        let field = &table.fields[row];
        steps.push(row);
        if let Kind::Group(members) = field.kind {
            let open = self.open_group(record, seen, row, members, name)?;
            let group = record.place(row).and_then(Place::last);
            if let (Some(seen), Some(Slot::Record(group))) =
                (open.and_then(|open| seen.in_group(open)), group)
            {
                return self.enter(group, seen, name, steps);
            }
        }
        let is_new = seen.note(row);
        // What came out of a list was in it.
        let was_in_list = matches!(field.kind, Kind::List(_)) && self.kept > 0;
        match record.place(row) {
            Some(place) if is_new || field.occurs.repeats() || (place.count() == 0 && !was_in_list) => {
                self.enter_field(place, field, name, steps)
            }
            Some(place) => self.enter_again(place, field, name, steps),
            None => Ok((self.frame(Way::Root, Content::Skipped(None), steps), None)),
        }
    }

    /// As [`Self::field`], up to the end of the start tag.
    fn enter_field(
        &mut self,
        place: &mut dyn Place,
        field: &Field,
        name: &str,
        mut steps: Vec<usize>,
    ) -> Outcome<Entered> {
        let way = Way::Field { occurs: field.occurs, can_be_absent: self.can_be_absent(field) };
        if field.occurs.repeats() {
            self.open_items.push((self.scanner.depth() - 1, place.count() + 1));
        }
        self.kept = 0;
        let to_field = steps.len();
        let (content, reason) = self.enter_content(place, field, name, &mut steps)?;
        let mut frame = self.frame(way, content, steps);
        frame.to_field = to_field;
        Ok((frame, reason))
    }

    /// As [`Self::fill`], up to the end of the start tag.
    fn enter_content(
        &mut self,
        place: &mut dyn Place,
        field: &Field,
        name: &str,
        steps: &mut Vec<usize>,
    ) -> Outcome<(Content, Option<Box<Reason>>)> {
        if let Kind::List(item) = field.kind {
            self.attributes(None, &mut Seen::default())?;
            place.open();
            return Ok((Content::List { item, is_empty: true, non_empty: field.non_empty }, None));
        }
        match place.make() {
            Slot::Record(record) => self.enter_record(record, Seen::default()),
            Slot::Choice(choice) => {
                let table = choice.table();
                let row = table.row_of(name, 0).unwrap_or_default();
                steps.push(row);
                match choice.select(row) {
                    Some(place) => self.enter_content(place, &table.fields[row], name, steps),
                    None => Ok((Content::Skipped(None), None)),
                }
            }
            Slot::Value(_) => Ok((Content::Skipped(None), None)),
        }
    }

    fn enter_record(
        &mut self,
        record: &mut dyn Record,
        mut seen: Seen,
    ) -> Outcome<(Content, Option<Box<Reason>>)> {
        let reason = match self.attributes(Some(record), &mut seen) {
            Err(Fault::Value(reason)) => Some(reason),
            outcome => outcome.map(|()| None)?,
        };
        Ok((Content::Record(seen), reason))
    }

    /// As [`Self::repeated`], up to the end of the start tag.
    fn enter_again(
        &mut self,
        place: &mut dyn Place,
        field: &Field,
        name: &str,
        mut steps: Vec<usize>,
    ) -> Outcome<Entered> {
        if let Some(Slot::Choice(choice)) = place.last() {
            let table = choice.table();
            if let Some(row) = table.row_of(name, 0)
                && let Some(place) = choice.again(row)
            {
                steps.push(row);
                return self.enter_again(place, &table.fields[row], name, steps);
            }
        }
        let way = Way::Again(self.path());
        let (content, reason) = match (field.kind, place.last()) {
            (Kind::List(_), _) => self.enter_content(place, field, name, &mut steps)?,
            (Kind::Element, Some(Slot::Record(record))) => {
                let seen = seen_before(record);
                self.enter_record(record, seen)?
            }
            _ => (Content::Skipped(None), None),
        };
        Ok((self.frame(way, content, steps), reason))
    }

    fn frame(&self, way: Way, content: Content, steps: Vec<usize>) -> Frame {
        let mut frame = Frame::new(way, content, self.scanner.depth() - 1, self.scanner.token_offset());
        frame.to_field = steps.len();
        frame.steps = steps;
        frame
    }

    /// The end tag of the innermost frame.
    fn leave(&mut self, root: &mut dyn Record, outer: &mut Outer, name: &str, mark: Mark) -> Outcome<Step> {
        self.keep(outer, mark, Step::Outside)?;
        let frames = &mut outer.frames;
        let depth = frames.len();
        let outcome = match place_of(root, frames) {
            Some((At::Record(record), _)) => match frames.last().map(|frame| &frame.content) {
                Some(Content::Record(seen)) => self.check(record, seen, Some(name)),
                _ => Ok(()),
            },
            _ => Ok(()),
        };
        if let Some(Content::List { item, is_empty: true, non_empty: true }) =
            frames.last().map(|frame| &frame.content)
        {
            self.none_came(name, item);
        }
        match outcome {
            Err(Fault::Value(reason)) => {
                self.fail(root, frames, reason)?;
                if frames.len() < depth {
                    // Something around it is set aside, and skipped up to its end.
                    return Ok(Step::Outside);
                }
            }
            outcome => outcome?,
        }
        if let Some(frame) = frames.pop() {
            self.close(frame, name)?;
        }
        Ok(Step::Outside)
    }

    /// Notes what became of a frame whose end tag was read.
    fn close(&mut self, frame: Frame, name: &str) -> Outcome {
        let Frame { way, content, depth, start, position, raw, head, .. } = frame;
        if let Content::Skipped(Some((reason, reason_position))) = content {
            let path = self.numbered_path(depth, name);
            let raw = Kept { start, position, text: raw.unwrap_or_default() };
            let count = self.report.set_aside_kept(path, raw, *reason, reason_position);
            self.check_set_aside(count)?;
        }
        match way {
            Way::Field { occurs, .. } if occurs.repeats() => drop(self.open_items.pop()),
            Way::Again(path) => {
                let text = head.unwrap_or_default();
                self.report.drift_kept(DriftKind::Repeated, path, Kept { start, position, text });
            }
            _ => {}
        }
        Ok(())
    }

    /// A fault below the innermost frame: goes up to the one that can be set aside. The rest of that is skipped.
    fn fail(&mut self, root: &mut dyn Record, frames: &mut Vec<Frame>, reason: Box<Reason>) -> Outcome {
        loop {
            let Some(mut frame) = frames.pop() else { return Err(Fault::Value(reason)) };
            let absorbs = match frame.way {
                Way::Root => return Err(Fault::Value(reason)),
                Way::Again(_) => true,
                Way::Field { occurs, can_be_absent } => {
                    if occurs != Occurs::One
                        && let Some(place) = field_of(root, frames, &frame.steps[..frame.to_field])
                    {
                        place.unmake();
                    }
                    can_be_absent
                }
            };
            if absorbs {
                frame.content = Content::Skipped(Some((reason, None)));
                frames.push(frame);
                return Ok(());
            }
            if let Some((At::Record(record), _)) = place_of(root, frames)
                && let Some(Frame { content: Content::Record(seen), .. }) = frames.last_mut()
            {
                undo_groups(record, seen, &frame.steps[..frame.to_field]);
            }
        }
    }

    /// Adds what was read since the mark to the texts of the frames.
    fn keep(&self, outer: &mut Outer, mark: Mark, step: Step) -> Outcome {
        let bytes = self.input.get(mark.at..self.scanner.offset()).unwrap_or_default();
        for frame in &mut outer.frames {
            if let Some(head) = &mut frame.head {
                let room = (Drift::TEXT_LIMIT + 4).saturating_sub(head.len());
                head.push_str(&String::from_utf8_lossy(&bytes[..character_end(bytes, room)]));
            }
            if let Some(raw) = &mut frame.raw
                && !matches!(step, Step::Record { .. })
            {
                raw.push_str(&String::from_utf8_lossy(bytes));
                self.check_outer(raw.len())?;
            }
        }
        Ok(())
    }

    fn check_outer(&self, length: usize) -> Outcome {
        if length <= self.limits.record {
            return Ok(());
        }
        let message = format!(
            "what is around the records is longer than the limit of {} bytes, max_record_length",
            self.limits.record
        );
        Err(Fault::Limit(Box::new(self.reason(message))))
    }
}

/// A frame that is to be entered, and what is wrong with its attributes.
type Entered = (Frame, Option<Box<Reason>>);

impl Frame {
    fn new(way: Way, content: Content, depth: usize, start: usize) -> Self {
        let is_list = matches!(content, Content::List { .. });
        let is_again = matches!(way, Way::Again(_));
        // A list cannot fail.
        let can_fail = is_again || (matches!(way, Way::Field { can_be_absent: true, .. }) && !is_list);
        Self {
            steps: Vec::new(),
            to_field: 0,
            way,
            content,
            is_list,
            depth,
            start,
            position: None,
            raw: can_fail.then(String::new),
            head: is_again.then(String::new),
        }
    }
}

/// The number of bytes, at least `room` if there are so many, up to the end of a character.
fn character_end(bytes: &[u8], room: usize) -> usize {
    let is_start = |at: &usize| bytes.get(*at).is_none_or(|byte| byte & 0xC0 != 0x80);
    (room.min(bytes.len())..bytes.len()).find(is_start).unwrap_or(bytes.len())
}

/// Where the innermost frame reads into, and the kind of its field.
fn place_of<'r>(root: &'r mut dyn Record, frames: &[Frame]) -> Option<(At<'r>, Kind)> {
    let mut at = (At::Record(root), Kind::Element);
    for frame in frames.iter().skip(1) {
        let (place, kind) = match at.0 {
            At::Record(record) => place_in(record, &frame.steps)?,
            At::List(place) => (place, Kind::Element),
        };
        at = match place {
            place if frame.is_list => (At::List(place), kind),
            place => match place.last()? {
                Slot::Record(record) => (At::Record(record), kind),
                _ => return None,
            },
        };
    }
    Some(at)
}

/// The place that steps lead to, below the innermost of the frames.
fn field_of<'r>(root: &'r mut dyn Record, frames: &[Frame], steps: &[usize]) -> Option<&'r mut dyn Place> {
    match place_of(root, frames)?.0 {
        At::Record(record) => place_in(record, steps).map(|(place, _)| place),
        At::List(place) => Some(place),
    }
}

/// The place that steps lead to from a record, through groups and choices, and the kind of its field.
fn place_in<'r>(record: &'r mut dyn Record, steps: &[usize]) -> Option<(&'r mut dyn Place, Kind)> {
    let (first, rest) = steps.split_first()?;
    let kind = record.table().fields.get(*first)?.kind;
    let place = record.place(*first)?;
    if rest.is_empty() {
        return Some((place, kind));
    }
    match place.last()? {
        Slot::Record(group) => place_in(group, rest),
        Slot::Choice(choice) => {
            let (mut choice, mut rest) = (choice, rest);
            loop {
                let (row, further) = rest.split_first()?;
                let kind = choice.table().fields.get(*row)?.kind;
                let place = choice.again(*row)?;
                if further.is_empty() {
                    return Some((place, kind));
                }
                let Some(Slot::Choice(inner)) = place.last() else { return None };
                (choice, rest) = (inner, further);
            }
        }
        Slot::Value(_) => None,
    }
}

/// Takes back the groups that steps lead through, the innermost first.
fn undo_groups(record: &mut dyn Record, seen: &mut Seen, steps: &[usize]) {
    let Some((row, rest)) = steps.split_first().filter(|(_, rest)| !rest.is_empty()) else { return };
    let Some(open) = seen.open_group(*row) else { return };
    let Some(place) = record.place(*row) else { return };
    if let (Some(Slot::Record(group)), Some(seen)) = (place.last(), seen.in_group(open)) {
        undo_groups(group, seen, rest);
    }
    place.unmake();
    seen.remove_group(open);
}

/// What a child element of this name is, where `wanted` leads to the records or, as the last, is one.
fn leads(table: &Table, name: &str, wanted: &str, is_last: bool) -> Unit {
    let Some(row) = table.row_of(name, 0) else { return Unit::Ordinary };
    if table.row_of(wanted, 0) != Some(row) {
        return Unit::Ordinary;
    }
    let field = &table.fields[row];
    match field.kind {
        Kind::Choice(_) | Kind::Element if is_last => Unit::Record { in_group: false },
        Kind::Element | Kind::List(_) => Unit::Container,
        Kind::Choice(alternatives) => leads(alternatives, name, wanted, false),
        Kind::Group(members) => match leads(members, name, wanted, is_last) {
            Unit::Record { .. } => Unit::Record { in_group: true },
            unit => unit,
        },
        _ => Unit::Ordinary,
    }
}

/// Whether a path leads from a record to something that repeats.
fn leads_down(record: &mut dyn Record, path: &[&str]) -> bool {
    let table = record.table();
    let Some(row) = path.first().and_then(|name| table.row_of(name, 0)) else { return false };
    let is_structured = table.text.is_none() && table.any != Some(row);
    is_structured && record.place(row).is_some_and(|place| leads_through(place, &table.fields[row], path))
}

/// Whether a path leads to something that repeats; its first name is that of the field.
fn leads_through(place: &mut dyn Place, field: &Field, path: &[&str]) -> bool {
    let Some((name, rest)) = path.split_first() else { return false };
    match (field.kind, rest) {
        (Kind::List(item), [one]) => is_same_local(one, item),
        (Kind::List(item), [one, rest @ ..]) if is_same_local(one, item) => match place.make() {
            Slot::Record(record) => leads_down(record, rest),
            _ => false,
        },
        (Kind::Element | Kind::Choice(_), []) if field.occurs.repeats() => true,
        (Kind::Element, [_, ..]) => match place.make() {
            Slot::Record(record) => leads_down(record, rest),
            _ => false,
        },
        (Kind::Choice(table), [_, ..]) => match (place.make(), table.row_of(name, 0)) {
            (Slot::Choice(choice), Some(row)) => {
                choice.select(row).is_some_and(|place| leads_through(place, &table.fields[row], path))
            }
            _ => false,
        },
        (Kind::Group(_), _) => match place.make() {
            Slot::Record(group) => leads_down(group, path),
            _ => false,
        },
        _ => false,
    }
}
