//! The tests that walk every row of a kind, whatever the row.
//!
//! Each kind has [`LISTED`], which fails when a row goes away, changes its party or its strength; the others
//! say what it must do.

use super::rows::RowKind;

const LISTED: &str = "the_book_holds_the_rows_on_the_list_and_no_other";
const PAIR: &str = "each_row_of_pairs_is_found_between_what_stands_on_its_sides";
const MET: &str = "each_row_speaks_where_its_condition_is_met_and_is_silent_where_it_is_not";
const OFFERED: &str = "each_treatment_is_offered_with_its_licence_its_ranks_and_its_effects";
const CATALOGUE: &str = "every_name_of_the_catalogue_leads_to_its_own_entry";

/// The tests of a kind.
pub const fn tests(kind: RowKind) -> &'static [&'static str] {
    match kind {
        RowKind::Drug => &[LISTED, "every_drug_of_the_book_is_planned_for_a_person_in_good_health"],
        RowKind::Status | RowKind::Line | RowKind::Profile => &[LISTED, OFFERED],
        RowKind::Product => &[LISTED, "each_product_says_the_strength_that_is_counted"],
        RowKind::Effective => &[LISTED, "each_least_dose_with_an_effect_is_the_one_its_text_says"],
        RowKind::Taper => &[LISTED, "a_drug_without_one_of_its_parts_does_not_build_and_the_part_is_named"],
        RowKind::Kinetics => &[LISTED, "what_the_body_does_is_said_in_rising_ranges_of_each_drug"],
        RowKind::Protocol => &[LISTED, "each_protocol_is_laid_out_or_kept_for_comparison"],
        RowKind::Variant | RowKind::Limit | RowKind::Rule | RowKind::Gate | RowKind::Monitoring => &[LISTED, MET],
        RowKind::WashOut => &[LISTED, "each_wash_out_holds_back_what_was_stopped_yesterday"],
        RowKind::Statement => &[LISTED, "each_statement_is_of_somebody_and_shows_its_sides"],
        RowKind::After => &[LISTED, "each_row_after_a_stop_names_what_waits_and_says_its_days"],
        RowKind::Absent => &[LISTED, "an_absence_that_is_not_explained_does_not_build"],
        RowKind::WayDown => &[LISTED, "every_drug_has_its_way_down_in_both_languages"],
        RowKind::Stay => &[LISTED, "in_the_cases_of_the_dossier_no_taper_is_worked_out_without_a_decision"],
        RowKind::DownNote => &[LISTED, "each_note_of_a_way_down_is_said_with_it"],
        RowKind::Operation => {
            &[LISTED, "each_drug_says_what_becomes_of_it_around_an_operation_and_in_words_where_no_day_is_known"]
        }
        RowKind::Prescription => &[LISTED, "each_prescription_is_as_long_as_its_law_and_its_batches_allow"],
        RowKind::Relay => &[LISTED, "each_ordered_pair_of_drugs_has_the_answer_of_the_dossier"],
        RowKind::Card => &[LISTED, OFFERED, "a_card_is_answered_by_itself_whatever_the_patient_and_never_by_a_dose"],
        RowKind::Burden => &[LISTED, "each_burden_is_carried_by_whoever_it_names"],
        RowKind::AddsUp => &[LISTED, "two_strong_carriers_beside_the_drug_are_a_caution_and_three_are_acknowledged"],
        RowKind::Tabled | RowKind::Entry => &[LISTED, PAIR],
        RowKind::Floor => &[LISTED, PAIR, "each_row_between_classes_speaks_of_its_pair_and_not_of_the_one_beside_it"],
        RowKind::Effect => &[LISTED, "each_effect_is_that_of_a_medicine_whose_level_changes"],
        RowKind::Mechanism => {
            &[LISTED, "each_mechanism_is_that_of_a_row_of_pairs", "every_sentence_names_both_and_leaves_no_gap"]
        }
        RowKind::Exclusion => &[LISTED, "what_is_excluded_from_a_group_is_not_called_by_it"],
        RowKind::Tail => &[LISTED, "each_tail_is_that_of_a_row_it_lengthens"],
        RowKind::LookedUp => &[LISTED, "the_list_always_says_which_pairs_were_looked_up"],
        RowKind::Group => &[LISTED, "each_class_and_each_group_holds_something"],
        RowKind::Class => &[LISTED, "each_class_and_each_group_holds_something"],
        RowKind::Substance => &[LISTED, CATALOGUE],
        RowKind::Brand => &[LISTED, CATALOGUE, "every_brand_is_found_as_it_is_typed"],
        RowKind::Word => &[LISTED, "each_word_for_a_kind_of_medicine_recognises_nothing"],
        RowKind::Question => &[LISTED, "each_question_is_asked_of_some_drug"],
        RowKind::QuestionGroup => &[LISTED, "each_question_is_asked_of_some_drug"],
        RowKind::Indication => &[LISTED, "nothing_is_left_out_of_an_indication"],
        RowKind::Scale => &[LISTED, "each_scale_is_counted_as_its_source_says"],
        RowKind::Source => &[LISTED, "the_bibliography_holds_what_is_cited_and_nothing_else"],
    }
}
