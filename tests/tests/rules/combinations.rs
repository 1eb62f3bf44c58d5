//! Which parameters go together: what does not cannot be written down, and the compiler refuses it.

use crate::Rule;
use qualys::assets::v2::{ip, virtual_host};
use qualys::pc::v2::compliance_scan;
use qualys::saq::v1::{campaigns, questionnaires};
use qualys::vm::v2::{knowledge_base, option_profile};
use qualys::was::v3::option_profiles;
use qualys::{Date, Operation};

pub(crate) fn rules() -> Vec<Rule> {
    let mut rules = Vec::new();
    scans(&mut rules);
    compliance_scans(&mut rules);
    rules.extend(others());
    rules
}

/// The combinations of schedules, which both kinds of scan have.
macro_rules! schedules {
    ($function:ident: $($module:ident)::+) => {
        fn $function(rules: &mut Vec<Rule>) {
            use qualys::$($module)::+::*;
            let create = || {
                let start = Start::new(14, 0, "US-CA");
                let profile = OptionProfile::title("Initial Options");
                let target = Target::ips(["10.10.10.1"]);
                Create::new("Title", true, profile, target, start, Occurrence::daily(5))
            };
            let on = |target: Target| {
                let start = Start::new(14, 0, "US-CA");
                let third_sunday = Occurrence::monthly_by_weekday(2, 0, WeekOfMonth::Third);
                Create::new("Title", false, OptionProfile::id(1), target, start, third_sunday)
            };
            rule(
                rules,
                "one of option_id and option_title",
                create(),
                &[("option_title", "Initial Options")],
                "two_option_profiles",
            );
            rule(
                rules,
                "daily: occurrence and frequency_days together",
                create(),
                &[("occurrence", "daily"), ("frequency_days", "5")],
                "occurrence_without_frequency",
            );
            rule(
                rules,
                "monthly: a day of the month, or a day of the week and a week",
                on(Target::ips(["10.10.10.1"]).into()),
                &[
                    ("occurrence", "monthly"),
                    ("frequency_months", "2"),
                    ("day_of_week", "0"),
                    ("week_of_month", "third"),
                ],
                "day_of_month_and_of_week",
            );
            rule(
                rules,
                "recipients with a notification",
                create().notifications(Notifications::after(AfterNotify::new()).recipient_group_ids([3])),
                &[("after_notify", "1"), ("recipient_group_ids", "3")],
                "recipients_without_notification",
            );
            rule(
                rules,
                "a message with its notification",
                create().notifications(
                    Notifications::before(BeforeNotify::days(1).message("Soon"))
                        .after(AfterNotify::new().message("Done")),
                ),
                &[
                    ("before_notify", "1"),
                    ("before_notify_unit", "days"),
                    ("before_notify_time", "1"),
                    ("before_notify_message", "Soon"),
                    ("after_notify", "1"),
                    ("after_notify_message", "Done"),
                ],
                "message_without_notification",
            );
            rule(
                rules,
                "resume with pause",
                create().pause(Pause::minutes(30).resume(Resume::manually())),
                &[("pause_after_hours", "0"), ("pause_after_mins", "30"), ("resume_in_days", "Manually")],
                "resume_without_pause",
            );
            rule(
                rules,
                "resume_in_hours with resume_in_days",
                create().pause(
                    Pause::hours(2).pause_after_mins(5).resume(Resume::days(1).resume_in_hours(12)),
                ),
                &[
                    ("pause_after_hours", "2"),
                    ("pause_after_mins", "5"),
                    ("resume_in_days", "1"),
                    ("resume_in_hours", "12"),
                ],
                "resume_hours_without_days",
            );
            rule(
                rules,
                "end_after_mins with end_after",
                create().end(End::hours(2).end_after_mins(30)),
                &[("end_after", "2"), ("end_after_mins", "30")],
                "end_minutes_without_hours",
            );
            rule(
                rules,
                "end_after=0 with end_after_mins",
                create().end(End::minutes(15)),
                &[("end_after", "0"), ("end_after_mins", "15")],
                "end_minutes_without_hours",
            );
            rule(
                rules,
                "set_start_time with every part of the start",
                Update::new(7).new_start(NewStart::new(Date::constant(2020, 8, 20), 14, 0, "IN", false)),
                &[
                    ("set_start_time", "1"),
                    ("start_date", "08/20/2020"),
                    ("start_hour", "14"),
                    ("start_minute", "0"),
                    ("time_zone_code", "IN"),
                    ("observe_dst", "no"),
                ],
                "part_of_a_start",
            );
            rule(
                rules,
                "one of client_id and client_name",
                create().client(Client::name("Client")),
                &[("client_name", "Client")],
                "client_id_and_name",
            );
            rule(
                rules,
                "one of asset_groups and asset_group_ids",
                on(Target::groups(AssetGroupList::titles(["Web"])).ip(["10.10.10.1"]).into()),
                &[("asset_groups", "Web"), ("ip", "10.10.10.1")],
                "group_titles_and_ids",
            );
            rule(
                rules,
                "one of iscanner_id and iscanner_name",
                on(Target::ips(["10.10.10.1"]).scanner(Scanner::ids([5, 6])).into()),
                &[("iscanner_id", "5,6")],
                "scanner_names_and_ids",
            );
            rule(
                rules,
                "default_scanner with asset groups",
                on(Target::groups(AssetGroupList::ids([12])).scanner(GroupsScanner::default_of_group()).into()),
                &[("asset_group_ids", "12"), ("default_scanner", "1")],
                "tags_with_asset_scanner",
            );
            rule(
                rules,
                "scanners_in_ag with asset groups",
                on(Target::groups(AssetGroupList::ids([12])).scanner(GroupsScanner::in_asset_groups()).into()),
                &[("asset_group_ids", "12"), ("scanners_in_ag", "1")],
                "ips_with_group_scanner",
            );
            rule(
                rules,
                "scanners_in_tagset with target_from=tags",
                on(Target::tags(["PCI"])
                    .tag_set_by(TagSetBy::Name)
                    .scanner(TagsScanner::in_tag_set())
                    .into()),
                &[
                    ("target_from", "tags"),
                    ("tag_set_by", "name"),
                    ("tag_set_include", "PCI"),
                    ("scanners_in_tagset", "1"),
                ],
                "ips_with_tag_scanner",
            );
            rule(
                rules,
                "ip with target_from=assets",
                on(Target::ips(["10.10.10.1"]).from_assets().exclude_ip_per_scan(["10.10.10.9"]).into()),
                &[("target_from", "assets"), ("ip", "10.10.10.1"), ("exclude_ip_per_scan", "10.10.10.9")],
                "tags_with_ips",
            );
            rule(
                rules,
                "tag_include_selector with target_from=tags",
                on(Target::tags(["12"])
                    .tag_include_selector(TagIncludeSelector::All)
                    .tag_set_exclude(["13"])
                    .tag_exclude_selector(TagExcludeSelector::Any)
                    .use_ip_nt_range_tags(true)
                    .into()),
                &[
                    ("target_from", "tags"),
                    ("tag_include_selector", "all"),
                    ("tag_set_exclude", "13"),
                    ("tag_exclude_selector", "any"),
                    ("use_ip_nt_range_tags", "1"),
                ],
                "ips_with_tag_selector",
            );
            rule(
                rules,
                "a word of the list",
                create(),
                &[("occurrence", "daily")],
                "unknown_word",
            );

            // What an update says about notifications.
            let changes = |changes: NotificationChanges| Update::new(7).notification_changes(changes);
            rule(
                rules,
                "no unit, time or message with before_notify=0",
                changes(NotificationChanges::before_off()),
                &[("before_notify", "0")],
                "message_without_notification",
            );
            rule(
                rules,
                "both off",
                changes(NotificationChanges::both_off()),
                &[("before_notify", "0"), ("after_notify", "0")],
                "recipients_without_notification",
            );
            rule(
                rules,
                "an empty list deletes the recipients",
                changes(
                    NotificationChanges::after(AfterNotify::new())
                        .recipient_groups(RecipientGroups::empty())
                        .into(),
                ),
                &[("after_notify", "1"), ("recipient_group_ids", "")],
                "recipients_without_notification",
            );
            rule(
                rules,
                "an empty text deletes the message",
                changes(NotificationChanges::before_only(BeforeNotify::minutes(5).message("")).into()),
                &[("before_notify", "1"), ("before_notify_message", ""), ("after_notify", "0")],
                "message_without_notification",
            );
            let kept = |scanner: KeptTargetScanner| {
                Update::new(7).scope(Scope::kept_target().scanner(scanner).ip_network_id(3))
            };
            rule(
                rules,
                "one choice of scanners for a target that stays",
                kept(KeptTargetScanner::ids([5, 6])),
                &[("iscanner_id", "5,6"), ("ip_network_id", "3")],
                "scanners_of_a_kept_target",
            );
            rule(
                rules,
                "a kept target is not given anew",
                Update::new(7).scope(KeptTarget::new().exclude_ip_per_scan(["10.10.10.9"])),
                &[("exclude_ip_per_scan", "10.10.10.9")],
                "kept_target_with_ips",
            );
        }
    };
}
schedules!(scans: vm::v2::schedule_scan);
schedules!(compliance_scans: pc::v2::compliance_schedule_scan);

fn rule(
    rules: &mut Vec<Rule>,
    text: &str,
    accepted: impl Operation,
    sends: &[(&'static str, &str)],
    case: &'static str,
) {
    rules.push(Rule::of_types(text, accepted, sends, case));
}

fn others() -> Vec<Rule> {
    use compliance_scan::{AssetGroupList, GroupsScanner, Launch, List, OptionProfile, ScanTarget, State};
    vec![
        Rule::of_types(
            "include_agent_targets with appliances by name or number",
            Launch::new(
                OptionProfile::id(1),
                ScanTarget::groups(AssetGroupList::ids([12]))
                    .scanner(GroupsScanner::names_with_agents(["scanner1"])),
            ),
            &[("iscanner_name", "scanner1"), ("include_agent_targets", "1"), ("asset_group_ids", "12")],
            "agent_targets_without_appliance",
        ),
        Rule::of_types(
            "include_agent_targets when a scan is launched",
            Launch::new(OptionProfile::id(1), ScanTarget::ips(["10.10.10.1"])).scan_title("Title"),
            &[("action", "launch"), ("scan_title", "Title"), ("ip", "10.10.10.1")],
            "agent_targets_in_a_schedule",
        ),
        Rule::of_types(
            "states of scans",
            List::new().state([State::Running, State::Paused]).show_op(true).processed(false),
            &[("state", "Running,Paused"), ("show_op", "1"), ("processed", "0")],
            "unknown_word",
        ),
        Rule::of_types(
            "one of option_profile_id and option_profile_title",
            option_profile::Export::new().profile(option_profile::Profile::id(3)),
            &[("action", "export"), ("option_profile_id", "3")],
            "two_option_profiles",
        ),
        Rule::of_types(
            "at least one change of a vulnerability",
            knowledge_base::Edit::new(150198, knowledge_base::Change::disable(true))
                .change(knowledge_base::Change::threat_comment("Not here")),
            &[("qid", "150198"), ("disable", "1"), ("threat_comment", "Not here")],
            "edit_without_change",
        ),
        Rule::of_types(
            "addresses are added to one application or more",
            ip::Add::new(["10.10.10.1"], ip::Modules::sca()).modules(ip::Modules::certview()),
            &[("enable_sca", "1"), ("enable_certview", "1")],
            "addresses_without_module",
        ),
        Rule::of_types(
            "ip, port and fqdn are required",
            virtual_host::Create::new("10.10.10.20", 8080, ["example1.fqdn.com"]),
            &[("ip", "10.10.10.20"), ("port", "8080"), ("fqdn", "example1.fqdn.com")],
            "missing_argument",
        ),
        Rule::of_types(
            "comments are required to cancel a campaign",
            campaigns::Cancel::new(565002, "No longer needed"),
            &[],
            "cancel_without_comments",
        ),
        Rule::of_types(
            "a count by filters has one",
            campaigns::Count::new(campaigns::Filter::id().is_in([1, 2])),
            &[],
            "count_without_filter",
        ),
        Rule::of_types(
            "a field has the operators of the note alone",
            questionnaires::Search::new().filter(questionnaires::Filter::campaign_id().equals(4527)),
            &[],
            "operator_of_another_field",
        ),
        Rule::of_types(
            "a search takes the fields of its resource",
            campaigns::Search::new().filter(campaigns::Filter::name().contains("Demo")),
            &[],
            "filter_of_another_resource",
        ),
        Rule::of_types(
            "a list is changed by the verbs that the schema has",
            option_profiles::Update::new(16003, Default::default()),
            &[],
            "verb_that_the_list_lacks",
        ),
    ]
}
