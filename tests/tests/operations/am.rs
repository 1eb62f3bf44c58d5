//! Asset Management: connectors to Amazon Web Services.

use crate::{Caller, World, made, only, time};
use qualys::am::v2::awsassetdataconnector::{
    ActivationModule, ActivationModuleList, AwsAssetDataConnector,
    AwsAssetDataConnectorConnectorState as State, AwsEndpointSimple, AwsEndpointSimpleList, ServiceResponse,
};
use qualys::am::v2::connectors::{self, Count, Create, Delete, Filter, Get, Search, Update};

pub(crate) fn scenario(world: &mut World<impl Caller>) {
    let seeded = world.records(Search::new());
    assert_eq!(only(seeded).name.as_deref(), Some("aws-production"));

    let given = made(|connector: &mut AwsAssetDataConnector| {
        connector.name = Some("aws: test & <more>".to_owned());
        connector.arn = Some("arn:aws:iam::000000000003:role/Example".to_owned());
        connector.external_id = Some("4711".to_owned());
        connector.is_china_configured = Some(true);
        connector.endpoints =
            Some(made(|list: &mut AwsEndpointSimpleList| list.add = Some(vec![region("cn-north-1")])));
        connector.activation =
            Some(made(|list: &mut ActivationModuleList| list.set = Some(vec![ActivationModule::Vm])));
    });
    let id = world.call(Create::new(given)).id().unwrap();
    let connector = get(world, id);
    assert_eq!(connector.name.as_deref(), Some("aws: test & <more>"));
    assert_eq!(connector.external_id.as_deref(), Some("4711"));
    assert_eq!((connector.is_china_configured, connector.disabled), (Some(true), Some(false)));
    assert_eq!(regions(&connector), ["cn-north-1"]);
    assert_eq!(connector.activation.unwrap().list, Some(vec![ActivationModule::Vm]));
    let begun = connector.last_sync.unwrap();
    for (seconds, state) in [(0, State::Pending), (5, State::Running), (30, State::Success)] {
        world.wait(seconds);
        assert_eq!(get(world, id).connector_state, Some(state));
    }

    let successful = || Filter::connector_state().equals(connectors::State::Success);
    assert_eq!(world.call(Count::new().filter(successful())).count, Some(2));
    assert_eq!(world.call(Count::new()).count, Some(2));
    let named = Search::new().filter(successful()).filter(Filter::name().contains("test"));
    let found = world.call(named.clone()).into_value();
    assert_eq!((found.count, found.has_more_records), (Some(1), Some(false)));
    assert_eq!(ids(found), [id]);
    assert_eq!(world.records(named).iter().map(|one| one.id).collect::<Vec<_>>(), [Some(id)]);
    let synced = world.call(Search::new().filter(Filter::last_sync().greater(time("2026-03-01T00:00:00Z"))));
    assert_eq!(ids(synced.into_value()), [id]);
    let first = world.call(Search::new().limit_results(1)).into_value();
    assert_eq!((first.has_more_records, first.last_id), (Some(true), Some(149_001)));
    assert_eq!(ids(first), [149_001]);
    assert_eq!(world.records(Search::new().limit_results(1)).len(), 2);

    let change = made(|connector: &mut AwsAssetDataConnector| {
        connector.name = Some("aws-test".to_owned());
        connector.disabled = Some(true);
        connector.endpoints =
            Some(made(|list: &mut AwsEndpointSimpleList| list.add = Some(vec![region("us-east-1")])));
    });
    assert_eq!(world.call(Update::new(id, change)).id().unwrap(), id);
    let changed = get(world, id);
    assert_eq!((changed.name.as_deref(), changed.connector_state), (Some("aws-test"), Some(State::Disabled)));
    assert_eq!((changed.last_sync, changed.external_id.as_deref()), (Some(begun), Some("4711")));
    let both =
        changed.endpoints.unwrap().list.unwrap().into_iter().filter_map(|endpoint| endpoint.region_code);
    assert_eq!(both.collect::<Vec<_>>(), ["cn-north-1", "us-east-1"]);

    assert_eq!(world.call(Delete::new(id)).id().unwrap(), id);
    assert_eq!(world.call(Count::new()).count, Some(1));
    world.not_found(Get::new(id));
    world.not_found(Delete::new(id));
    world.not_found(Update::new(
        id,
        made(|connector: &mut AwsAssetDataConnector| connector.disabled = Some(false)),
    ));
}

fn get(world: &mut World<impl Caller>, id: i64) -> AwsAssetDataConnector {
    only(world.call(Get::new(id)).into_value().data.unwrap().aws_asset_data_connector)
}

fn ids(found: ServiceResponse) -> Vec<i64> {
    found.data.unwrap().aws_asset_data_connector.iter().filter_map(|connector| connector.id).collect()
}

fn region(code: &str) -> AwsEndpointSimple {
    made(|endpoint: &mut AwsEndpointSimple| endpoint.region_code = Some(code.to_owned()))
}

fn regions(connector: &AwsAssetDataConnector) -> Vec<&str> {
    let endpoints = connector.endpoints.as_ref().and_then(|endpoints| endpoints.list.as_ref());
    endpoints.into_iter().flatten().filter_map(|endpoint| endpoint.region_code.as_deref()).collect()
}
