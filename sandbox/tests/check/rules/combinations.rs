//! Which parameters go together.

use crate::check::call::Call;
use crate::check::rules::{
    ADDRESSES, COMPLIANCE, CREATE, KNOWLEDGE_BASE, Pairs, Rule, SCHEDULE, UPDATE, with,
};

pub(crate) fn combinations(rules: &mut Vec<Rule>) {
    let mut schedule = |rule, base: Pairs, kept: Pairs, broken: Pairs, refusal: &str| {
        for path in [SCHEDULE, COMPLIANCE] {
            let (kept, broken) = (Call::form(path, &with(base, kept)), Call::form(path, &with(base, broken)));
            rules.push(Rule { rule, kept, broken, refusal: format!("400 {refusal}") });
        }
    };
    schedule(
        "a title",
        CREATE,
        &[],
        &[("scan_title", "-")],
        "1903: Missing required parameter(s): scan_title",
    );
    schedule(
        "several that are missing",
        CREATE,
        &[],
        &[("scan_title", "-"), ("start_hour", "-"), ("occurrence", "-"), ("frequency_days", "-")],
        "1903: Missing required parameter(s): scan_title, start_hour, occurrence",
    );
    schedule(
        "one of option_id and option_title",
        CREATE,
        &[("option_id", "-"), ("option_title", "Initial Options")],
        &[("option_title", "Initial Options")],
        "1904: Please specify only one of: option_id, option_title",
    );
    schedule(
        "an option profile",
        CREATE,
        &[],
        &[("option_id", "-")],
        "1922: At least one of these parameters is required: option_id, option_title",
    );
    schedule(
        "daily: with frequency_days",
        CREATE,
        &[],
        &[("frequency_days", "-")],
        "1903: Missing required parameter(s): frequency_days",
    );
    schedule(
        "weekly: no days",
        CREATE,
        &[
            ("occurrence", "weekly"),
            ("frequency_days", "-"),
            ("frequency_weeks", "1"),
            ("weekdays", "monday"),
        ],
        &[("occurrence", "weekly"), ("frequency_weeks", "1"), ("weekdays", "monday")],
        "1907: Parameter(s) not supported in this combination: frequency_days",
    );
    schedule(
        "monthly: a day of the month, or a day of the week and a week",
        CREATE,
        &[
            ("occurrence", "monthly"),
            ("frequency_days", "-"),
            ("frequency_months", "2"),
            ("day_of_month", "20"),
        ],
        &[
            ("occurrence", "monthly"),
            ("frequency_days", "-"),
            ("frequency_months", "2"),
            ("day_of_month", "20"),
            ("day_of_week", "0"),
            ("week_of_month", "third"),
        ],
        "1904: Please specify only one of: day_of_month, day_of_week",
    );
    schedule(
        "monthly: a week for the day of the week",
        CREATE,
        &[
            ("occurrence", "monthly"),
            ("frequency_days", "-"),
            ("frequency_months", "2"),
            ("day_of_week", "0"),
            ("week_of_month", "last"),
        ],
        &[
            ("occurrence", "monthly"),
            ("frequency_days", "-"),
            ("frequency_months", "2"),
            ("day_of_week", "0"),
        ],
        "1903: Missing required parameter(s): week_of_month",
    );
    schedule(
        "recipients with a notification",
        CREATE,
        &[("after_notify", "1"), ("recipient_group_ids", "3")],
        &[("recipient_group_ids", "3")],
        "1922: At least one of these parameters is required: before_notify, after_notify",
    );
    schedule(
        "a message with its notification",
        CREATE,
        &[
            ("before_notify", "1"),
            ("before_notify_unit", "days"),
            ("before_notify_time", "1"),
            ("before_notify_message", "Soon"),
        ],
        &[("before_notify_message", "Soon")],
        "1903: Missing required parameter(s): before_notify, before_notify_unit, before_notify_time",
    );
    schedule(
        "resume with pause",
        CREATE,
        &[("pause_after_hours", "0"), ("pause_after_mins", "30"), ("resume_in_days", "Manually")],
        &[("resume_in_days", "Manually")],
        "1903: Missing required parameter(s): pause_after_hours",
    );
    schedule(
        "end_after=0 with minutes",
        CREATE,
        &[("end_after", "0"), ("end_after_mins", "15")],
        &[("end_after", "0")],
        "1903: Missing required parameter(s): end_after_mins",
    );
    schedule(
        "end_after=0 with 15 minutes or more",
        CREATE,
        &[("end_after", "1"), ("end_after_mins", "14")],
        &[("end_after", "0"), ("end_after_mins", "14")],
        "1905: parameter end_after_mins has invalid value: 14 (expected a number from 15 to 59)",
    );
    schedule(
        "minutes before: 5 or more",
        CREATE,
        &[("before_notify", "1"), ("before_notify_unit", "days"), ("before_notify_time", "4")],
        &[("before_notify", "1"), ("before_notify_unit", "minutes"), ("before_notify_time", "4")],
        "1905: parameter before_notify_time has invalid value: 4 (expected a number from 5 to 120)",
    );
    schedule(
        "a new start has all of its parts",
        UPDATE,
        &[
            ("set_start_time", "1"),
            ("start_date", "08/20/2020"),
            ("start_hour", "14"),
            ("start_minute", "0"),
            ("time_zone_code", "IN"),
            ("observe_dst", "no"),
        ],
        &[("set_start_time", "1"), ("start_hour", "14"), ("start_minute", "0"), ("time_zone_code", "IN")],
        "1903: Missing required parameter(s): start_date, observe_dst",
    );
    schedule(
        "asset groups by title or by number",
        CREATE,
        &[("asset_groups", "Web")],
        &[("asset_groups", "Web"), ("asset_group_ids", "7")],
        "1904: Please specify only one of: asset_groups, asset_group_ids",
    );
    schedule(
        "the default scanner is that of asset groups",
        CREATE,
        &[("asset_group_ids", "7"), ("default_scanner", "1")],
        &[("default_scanner", "1")],
        "1922: At least one of these parameters is required: asset_groups, asset_group_ids",
    );
    schedule(
        "tags or addresses",
        CREATE,
        &[("ip", "-"), ("target_from", "tags"), ("tag_set_include", "7")],
        &[("target_from", "tags"), ("tag_set_include", "7")],
        "1907: Parameter(s) not supported in this combination: ip",
    );
    schedule(
        "tags and addresses, and nothing that says which",
        CREATE,
        &[],
        &[("tag_set_include", "7")],
        "1904: Please specify only one of: ip, tag_set_include",
    );
    schedule(
        "an update that ends notifications",
        UPDATE,
        &[("before_notify", "0"), ("after_notify", "0")],
        &[("before_notify", "0"), ("before_notify_message", "Soon")],
        "1907: Parameter(s) not supported in this combination: before_notify_message",
    );
    let mut form = |rule, path, kept: Pairs, broken: Pairs, refusal: &str| {
        let (kept, broken) = (Call::form(path, kept), Call::form(path, broken));
        rules.push(Rule { rule, kept, broken, refusal: format!("400 {refusal}") });
    };
    form(
        "a change of a vulnerability",
        KNOWLEDGE_BASE,
        &[("action", "edit"), ("qid", "1"), ("severity", "2"), ("disable", "1")],
        &[("action", "edit"), ("qid", "1")],
        "1922: At least one of these parameters is required: severity, disable, threat_comment, impact_comment, \
         solution_comment",
    );
    form(
        "addresses are added to an application",
        ADDRESSES,
        &[("action", "add"), ("ips", "10.10.10.1"), ("enable_vm", "1"), ("enable_pc", "1")],
        &[("action", "add"), ("ips", "10.10.10.1")],
        "1922: At least one of these parameters is required: enable_vm, enable_pc, enable_sca, enable_certview",
    );
}
