//! The pages of a list, one by one.

use super::Client;
use super::call::Call;
use super::envelope;
use super::error::Error;
use super::paging::Paging;
use super::response::Response;
use super::source::{Ready, Source};
use super::whole;
use crate::request::Records;

/// Where the pages of a list come from.
pub(super) struct PageSource<O: Records> {
    client: Client,
    operation: O,
    paging: Paging,
    page: Option<Response<O::Response>>,
}

impl<O: Records> PageSource<O> {
    pub(super) fn new(client: Client, operation: O) -> Result<Self, Error> {
        let paging = Paging::new(Call::of(&operation)?);
        Ok(Self { client, operation, paging, page: None })
    }
}

impl<O: Records> Source for PageSource<O> {
    type Item = Response<O::Response>;

    fn ready(&mut self) -> Result<Ready<Self::Item>, Error> {
        Ok(match self.page.take() {
            Some(page) => Ready::Item(page),
            None if self.paging.is_over() => Ready::Over,
            None => Ready::NotYet,
        })
    }

    async fn advance(&mut self) -> Result<(), Error> {
        let Some(call) = self.paging.next() else { return Ok(()) };
        let Client { core, settings } = &self.client;
        let mut reading = whole::Reading::<O::Response>::new(settings);
        let answer = whole::call(core, settings, &call, &mut reading).await?;
        let page = reading.response(answer).ok_or_else(whole::nothing_read)?;
        let last_id = envelope::last_at(&page.value, O::PATH, O::ID);
        let more = envelope::more(&page.value);
        self.paging.turn(more, &call, last_id, &core.platform, |id| self.operation.after(id))?;
        self.page = Some(page);
        Ok(())
    }
}
