//! One call, from its arrival to the head of its answer.

use super::Shared;
use super::body::{CallEnd, Outgoing};
use super::control::{self, FOLDER};
use super::gate::{Passage, pass};
use super::wire::{End, Ending};
use crate::answers::{generic_return, html};
use crate::exchange::{Answer, Family, Incoming};
use crate::fault::{Fault, Kind, alter, http_date, instead};
use crate::log::problem_of;
use bytes::Bytes;
use http::header::DATE;
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming as IncomingBody;
use std::sync::Arc;
use std::time::Instant;

/// Longer bodies are refused.
const LONGEST_BODY: usize = 16 * 1024 * 1024;

/// Answers a call.
pub(super) async fn answer(
    shared: Arc<Shared>,
    ending: Ending,
    request: Request<IncomingBody>,
) -> Response<Outgoing> {
    let began = Instant::now();
    let (head, body) = request.into_parts();
    let body = Limited::new(body, LONGEST_BODY).collect().await.map(|body| body.to_bytes());
    let incoming = Incoming {
        method: head.method,
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        body: body.as_ref().map_or_else(|_| Bytes::new(), Bytes::clone),
        user: shared.authentication.user().to_owned(),
        received: shared.clock.now(),
    };
    let number = match incoming.path.starts_with(FOLDER) {
        // What steers the sandbox is no call of the service.
        true => None,
        false => Some(shared.log.arrived(&incoming, &|name| shared.handler.is_secret(name))),
    };
    let call = CallEnd { log: Arc::clone(&shared.log), number, began, admission: None, sent: 0 };
    if number.is_none() {
        return response(control::answer(&shared, &incoming), None, ending, call);
    }
    if body.is_err() {
        let answer = html(StatusCode::PAYLOAD_TOO_LARGE, "The body is too long, or broke off.");
        call.update(|record| {
            record.status = Some(answer.status);
            record.problem = Some("the body is too long, or broke off".to_owned());
        });
        return response(answer, None, ending, call);
    }
    answer_call(shared, ending, Arc::new(incoming), call).await
}

async fn answer_call(
    shared: Arc<Shared>,
    ending: Ending,
    incoming: Arc<Incoming>,
    mut call: CallEnd,
) -> Response<Outgoing> {
    let pending = shared.injections.take(&incoming);
    if let Some(pending) = &pending {
        call.update(|record| record.fault = Some(pending.fault.to_string()));
    }
    let fault = pending.as_ref().map(|pending| &pending.fault);
    let mut problem = None;
    let mut answer = match &pending {
        Some(pending) if !pending.carried_out => None,
        _ => {
            let (answer, refused) = carry_out(&shared, &incoming, &mut call).await;
            problem = refused;
            Some(answer)
        }
    };
    if let Some(end) = silent_end(fault) {
        ending.set(end);
        // The connection ends now, or its caller ends it; `call` lives until then.
        return std::future::pending().await;
    }
    if let Some(fault) = fault {
        if let Some(instead) = instead(fault, &incoming, shared.clock.now()) {
            answer = Some(instead);
        }
        if fault.kind() == Kind::Altered {
            let (altered, was_altered) = alter(fault, answer.take().unwrap_or_else(unanswered), &incoming);
            answer = Some(altered);
            if !was_altered {
                problem = Some(format!("the answer has nothing for the fault {fault} to alter"));
            }
        }
    }
    let answer = answer.unwrap_or_else(unanswered);
    call.update(|record| {
        record.status = Some(answer.status);
        record.problem = problem;
    });
    let mut response = response(answer, fault, ending, call);
    // By the sandbox's clock, as all other times in the answer are.
    response.headers_mut().extend(http_date(shared.clock.now()).map(|date| (DATE, date)));
    response
}

/// What the service does with the call, and what was wrong with it.
async fn carry_out(
    shared: &Arc<Shared>,
    incoming: &Arc<Incoming>,
    call: &mut CallEnd,
) -> (Answer, Option<String>) {
    let admission = match pass(shared, incoming) {
        Passage::Open(admission) => admission,
        Passage::Answered(answer) => return (answer, None),
        Passage::Refused(answer, problem) => return (answer, Some(problem)),
    };
    let limits: HeaderMap = admission.headers.clone();
    call.admission = Some(admission);
    let handled = {
        let (shared, incoming) = (Arc::clone(shared), Arc::clone(incoming));
        // Handlers may take their time, and other calls go on meanwhile.
        tokio::task::spawn_blocking(move || shared.handler.handle(&incoming)).await
    };
    let mut answer = match handled {
        Ok(answer) => answer,
        Err(_) => {
            let (status, text) = (StatusCode::INTERNAL_SERVER_ERROR, "Internal error.");
            let answer = generic_return(status, incoming.received, "999", text);
            return (answer, Some("the handler panicked".to_owned()));
        }
    };
    if incoming.family() == Family::Fo {
        answer.headers.extend(limits);
    }
    let problem = problem_of(&answer);
    (answer, problem)
}

/// How the connection ends if the fault is that there is no answer at all.
fn silent_end(fault: Option<&Fault>) -> Option<End> {
    match fault? {
        Fault::Reset => Some(End::Reset),
        Fault::Stall => Some(End::Silence),
        _ => None,
    }
}

fn unanswered() -> Answer {
    html(StatusCode::INTERNAL_SERVER_ERROR, "The fault has no answer.")
}

fn response(answer: Answer, fault: Option<&Fault>, ending: Ending, call: CallEnd) -> Response<Outgoing> {
    let mut response = Response::new(Outgoing::new(answer.content, fault, ending, call));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    response
}
