//! The parts of the service, each with what goes in and what comes out.

mod addresses;
mod calendar;
mod expressions;
mod merging;
mod templates;
mod values;

use super::files::Resources;
use super::scope::{Nothing, Scope, Values};
use super::settings::Settings;
use super::start;
use indexmap::IndexMap;

/// Runs something with a record in sight, at noon of a day in winter.
fn with_record<T>(record: &[(&str, &str)], run: impl FnOnce(&Scope<'_>) -> T) -> T {
    let resources = Resources::read().expect("the resources can be read");
    let settings = Settings { epoch: "2026-01-15T12:00:00Z".parse().expect("a time"), ..Settings::default() };
    let record: IndexMap<String, String> =
        record.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let values: &dyn Values = if record.is_empty() { &Nothing } else { &record };
    run(&Scope { record: values, ..start(&settings, &resources.tables) })
}
