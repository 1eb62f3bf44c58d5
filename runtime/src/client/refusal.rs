//! What the service says when it refuses: documents of several roots, which arrive with any status, also 200.

// The tables are public wherever the macros write them.
#![allow(unreachable_pub)]

use super::error::ErrorKind;
use super::limits::LONGEST;
use crate::table::Document;
use crate::xml::decode::Decoder;
use std::time::Duration;

/// The service's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// A number such as `1905`, or a word such as `INVALID_REQUEST`.
    pub(super) code: String,
    pub(super) text: String,
    /// How long it wants to be left alone.
    pub(super) wait: Option<Duration>,
}

impl Refusal {
    /// Reads a document that may say so.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        let error = match decode::<SimpleReturn>(body) {
            Ok(simple) => return simple.response.refusal(),
            Err(found) => found?,
        };
        match error.as_str() {
            "ServiceResponse" => decode::<ServiceResponse>(body).ok()?.refusal(),
            "GENERIC_RETURN" => decode::<GenericReturn>(body).ok()?.refusal(),
            _ => None,
        }
    }

    /// Which kind of failure it is.
    pub(super) fn kind(&self, status: u16) -> ErrorKind {
        match self.code.as_str() {
            "1959" | "1960" | "1965" | "1966" | "LIMIT_EXCEEDED" => ErrorKind::RateLimited,
            "2000"
            | "2001"
            | "2002"
            | "2003"
            | "2011"
            | "INVALID_CREDENTIALS"
            | "UNAUTHORIZED"
            | "INSUFFICIENT_PERMISSION"
            | "LICENSE_REQUIRED"
            | "EVALUATION_EXPIRED" => ErrorKind::Auth,
            "OBJECT_NOT_FOUND" | "NOT_FOUND" => ErrorKind::NotFound,
            "999" | "INTERNAL_ERROR" | "OPERATION_ERROR" if status == 200 || status >= 500 => {
                ErrorKind::Server
            }
            _ if status == 202 => ErrorKind::Duplicate,
            _ if status == 429 => ErrorKind::RateLimited,
            _ if status == 401 || status == 403 => ErrorKind::Auth,
            _ if status == 404 => ErrorKind::NotFound,
            _ if status >= 500 => ErrorKind::Server,
            _ => ErrorKind::Refused,
        }
    }
}

/// The document, or the name of the root that it has instead.
fn decode<T: Document>(body: &[u8]) -> Result<T, Option<String>> {
    let decoded = Decoder::new().decode::<T>(body);
    decoded.map(|decoded| decoded.value).map_err(|error| error.found_root().map(str::to_owned))
}

#[derive(Default)]
struct SimpleReturn {
    response: SimpleResponse,
}
crate::record! { SimpleReturn {
    response: element("RESPONSE"),
} [0] }
crate::document! { SimpleReturn: "SIMPLE_RETURN" }

#[derive(Default)]
struct SimpleResponse {
    code: Option<String>,
    text: Option<String>,
    items: Option<Vec<SimpleItem>>,
}
crate::record! { SimpleResponse {
    code: element("CODE").optional(),
    text: element("TEXT").optional(),
    items: list("ITEM_LIST", "ITEM").optional(),
} [0 1 2] }

#[derive(Default)]
struct SimpleItem {
    key: String,
    values: Vec<String>,
}
crate::record! { SimpleItem {
    key: element("KEY"),
    values: element("VALUE").zero_or_more(),
} [0 1] }

impl SimpleResponse {
    /// The code is there if and only if the call was refused.
    fn refusal(self) -> Option<Refusal> {
        let is_wait = |item: &&SimpleItem| item.key == "SECONDS_TO_WAIT";
        let item = self.items.iter().flatten().find(is_wait);
        let wait = item.and_then(|item| item.values.first()?.trim().parse::<u64>().ok());
        let wait = wait.map(|seconds| Duration::from_secs(seconds.min(LONGEST)));
        Some(Refusal { code: self.code?, text: self.text.unwrap_or_default(), wait })
    }
}

#[derive(Default)]
struct ServiceResponse {
    code: String,
    details: Option<ErrorDetails>,
}
crate::record! { ServiceResponse {
    code: element("responseCode"),
    details: element("responseErrorDetails").optional(),
} [0 1] }
crate::document! { ServiceResponse: "ServiceResponse" }

#[derive(Default)]
struct ErrorDetails {
    message: Option<String>,
    resolution: Option<String>,
}
crate::record! { ErrorDetails {
    message: element("errorMessage").optional(),
    resolution: element("errorResolution").optional(),
} [0 1] }

impl ServiceResponse {
    fn refusal(self) -> Option<Refusal> {
        let details = self.details.unwrap_or_default();
        let texts = [details.message, details.resolution].into_iter().flatten().collect::<Vec<_>>();
        (self.code != "SUCCESS").then(|| Refusal { code: self.code, text: texts.join(" "), wait: None })
    }
}

#[derive(Default)]
struct GenericReturn {
    outcome: GenericOutcome,
}
crate::record! { GenericReturn {
    outcome: element("RETURN").alias(&["ERROR"]),
} [0] }
crate::document! { GenericReturn: "GENERIC_RETURN" }

#[derive(Default)]
struct GenericOutcome {
    status: Option<String>,
    number: Option<String>,
    text: String,
}
crate::record! { GenericOutcome {
    status: attribute("status").optional(),
    number: attribute("number").optional(),
    text: text(),
} [0 1 2] }

impl GenericReturn {
    fn refusal(self) -> Option<Refusal> {
        let GenericOutcome { status, number, text } = self.outcome;
        let failed = number.is_some() || status.is_some_and(|status| status != "SUCCESS");
        failed.then(|| Refusal { code: number.unwrap_or_else(|| "FAILED".to_owned()), text, wait: None })
    }
}
