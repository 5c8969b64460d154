"""Role × URL: what each role gets for a GET and a POST of each route (design, section 5).

A POST has nothing in it but what `SENT` says. Rows about an object mean one of the cast's
workshop. A route without a row fails a test. The names of people and rules are those of
`tests/access/rules.py`; a new row is a line such as `"my_page": form(SIGNED_IN)`.
"""

from tests.access.rules import (
    ADMIN,
    ADMIN_OF_CHAIRS,
    ASSIGNED,
    AUTHORS,
    CHAIRS,
    COMMITTEE,
    EDITORS,
    FREE_CHAIRS,
    READERS,
    SIGNED_IN,
    SUBMITTER,
    SUPERUSERS,
    act,
    everyone,
    form,
    only,
    page,
    public_page,
    row,
    same,
    signed_in,
    visitors,
)

NOBODY = []
PRESENTERS = ["author", "co_author"]  # of what was accepted
TEAM = ["author"]

# What a POST names where an empty one is about nothing.
SENT = {
    "act_on_reviewers": {"load": "{mail}"},
    "apply_matching": {"run": "{run}"},
    "wish_for_matching": {"wish": "none {code} {mail}"},
    "reminders": {"add": ""},
}


def rows(names, each):
    return dict.fromkeys(names.split(), each)


PUBLIC = """
    home face sitemap healthz privacy security_txt landing call call_copy card picture
    program program_calendar slot slot_calendar speaker speaker_calendar participants
    contribution bibtex paper material
    competition competition_results leaderboard_csv leaderboard_json
    account_inactive account_password_reset_completed
"""
TABLE = {
    **rows(PUBLIC, public_page()),
    "sitemap": same(everyone("200")),
    "preview": row(everyone("405"), everyone("200")),  # of a text that is typed, a guest's too
    # --- links of mails: for who has them, signed in or not ---
    "action_link": row(everyone("200"), everyone("→")),
    **rows("invitation speaker_by_link", same(everyone("200"))),
    "material_by_link": public_page(),
    "confirm_by_link": row(everyone("200"), everyone("422")),
    "start_by_link": same(everyone("410")),  # there is a workshop already
    "accept_hand_over": row(signed_in("200"), signed_in("200") | {"co_author": "→"}),
    # --- a guest's draft, which is found by a cookie that nobody here has ---
    "submit": row(everyone("200"), everyone("422")),
    "claim": same(everyone("→")),
    "discard_of_guest": same(everyone("404")),
    **rows(
        "arrival check_of_guest page_of_guest small_page_of_guest",
        row(everyone("404"), everyone("405")),
    ),
    # --- a submission, to those who wrote it ---
    **rows("submission proposal version page_of_submission small_page", page(READERS)),
    "check": page(AUTHORS),
    "edit_submission": form(AUTHORS, "422"),
    "withdraw": form(AUTHORS, "→"),
    **rows("send_in receipt_again", act(AUTHORS)),
    "hand_over": form(SUBMITTER, "→"),
    "limit_coauthors": act(SUBMITTER),
    "discard": form(SUBMITTER, "→"),  # of a draft
    "confirm": form(PRESENTERS, "422"),
    "author_materials": form(PRESENTERS),
    "attestation_of_presenter": page(NOBODY),  # before the workshop is over
    # --- a submission, to reviewers ---
    **rows("reviews guidelines", page(COMMITTEE)),
    "profile_of_reviewer": form(COMMITTEE, "422"),
    "name_of_reviewer": act(COMMITTEE, "422"),
    "archive_of_reviewer": act(COMMITTEE),
    "attestation_of_reviewer": page(NOBODY),
    **rows("page_of_review proposal_of_review", page(ASSIGNED)),
    **rows("review decline own_conflict", form(ASSIGNED)),
    "others": same(only(NOBODY)),  # before a review is in
    # --- a submission, to chairs who are not in conflict ---
    **rows("chair_submission see_as blind_copy refused_pdf", page(FREE_CHAIRS)),
    "withdraw_for_authors": form(FREE_CHAIRS, "→"),
    "edit_for_authors": form(FREE_CHAIRS, "422"),
    **rows("desk_reject override", form(FREE_CHAIRS)),
    **rows("discuss assign unassign declare_conflict lift_conflict", act(FREE_CHAIRS)),
    **rows("decide bring_back wish_for_matching", act(FREE_CHAIRS)),
    # --- all submissions, to chairs ---
    **rows("chair_list progress progress_of_reviewers reviewers matching", page(CHAIRS)),
    **rows("statistics export_matching export_submissions export_reviews", page(CHAIRS)),
    **rows("export_decisions export_assignments export_progress", page(CHAIRS)),
    "export_progress_of_reviewers": page(CHAIRS),
    **rows("import_submissions import_reviewers extensions decisions", form(CHAIRS)),
    "files_of_matching": form(CHAIRS),
    **rows("conflicts assign_by_hand announce confirmations", form(CHAIRS, "→")),
    **rows("remind decide_chosen board_seen archive act_on_reviewers", act(CHAIRS)),
    "propose_matching": act(CHAIRS, "422"),
    "apply_matching": act(["chair"]),  # to whom it was proposed
    # --- the workshop, to chairs ---
    **rows("chair message mail_texts", page(CHAIRS)),
    **rows("new_edition invite_people write_letter mail_text reminders", form(CHAIRS)),
    **rows("publish outbox letter mail_setup closing", form(CHAIRS, "→")),
    # --- a job, to who asked for it ---
    "job": form(["chair"], "→"),
    "job_file": page(["chair"]),
    # --- the program ---
    **rows("run chair_speakers", form(CHAIRS, "→")),
    **rows("shift skip", form(CHAIRS)),
    **rows("edit_program chair_participants", form(EDITORS, "→")),
    **rows("import_program placing", form(EDITORS)),
    "import_template": page(EDITORS),
    "participate": row(signed_in("200"), signed_in("→")),
    # --- the competition: opened, ranked, its results published ---
    **rows("competition_preview results_preview export_to_measure", page(CHAIRS)),
    **rows("description_for_chair log_for_chair", page(CHAIRS)),
    **rows("chair_competition chair_competition_results chair_entry", form(CHAIRS, "→")),
    "enter": row(signed_in("200"), signed_in("422")),
    **rows("entry description description_version log_of_entry", page(TEAM)),
    **rows("team new_entry edit_entry", form(TEAM, "422")),
    **rows("leave_team withdraw_entry", form(TEAM, "→")),
    **rows("restore_entry choose_run remove_log bring_back_log", act(TEAM)),
    # --- a person's own ---
    **rows("me erase_me", form(SIGNED_IN)),
    **rows("my_data sessions", form(SIGNED_IN, "→")),
    "start": form(SUPERUSERS),
    # --- signing in; nobody of the cast has a password ---
    **rows("account_login account_request_login_code", same(visitors("200", others="→"))),
    "account_confirm_login_code": same(signed_in("→")),
    **rows("sign_up account_signup", same(everyone("in"))),
    "demo_sign_in": row(everyone("405"), everyone("404")),
    "account_logout": row(signed_in("200"), everyone("in")),
    "account_reauthenticate": same(signed_in("→")),
    "reauthenticate_by_code": row(signed_in("200"), signed_in("→")),
    "account_email": row(signed_in("200"), signed_in("→")),
    "account_change_password": same(signed_in("→")),
    "account_set_password": form(SIGNED_IN),
    "remove_password": act(SIGNED_IN),
    "account_reset_password": same(everyone("200")),
    **rows(
        "account_email_verification_sent account_confirm_password_reset_code"
        " account_complete_password_reset",
        same(everyone("→")),
    ),
    # --- second factors; nobody of the cast has one ---
    "mfa_index": page(SIGNED_IN),
    "mfa_list_webauthn": same(signed_in("→")),
    **rows("mfa_authenticate mfa_login_webauthn", same(everyone("→"))),
    **rows("mfa_reauthenticate mfa_reauthenticate_webauthn", same(signed_in("→"))),
    **rows("mfa_add_webauthn mfa_activate_totp", form(SIGNED_IN)),
    "mfa_generate_recovery_codes": form(SIGNED_IN),
    **rows("mfa_remove_webauthn mfa_edit_webauthn mfa_deactivate_totp", same(only(NOBODY))),
    "mfa_download_recovery_codes": same(only(NOBODY)),
    "mfa_view_recovery_codes": page(NOBODY),
    # --- the admin ---
    **rows("admin:index admin:app_list", same(only(ADMIN))),
    "admin:jsi18n": row(only(ADMIN), only(ADMIN, "405")),
    **rows("admin:login admin:logout", same(only(ADMIN, "→"))),
    **rows("admin:password_change admin:password_change_done", same(only(ADMIN, "→"))),
    "admin:catch_all": same(only(NOBODY)),
}


def rows_of_admin(model, *, listed=ADMIN_OF_CHAIRS, its=CHAIRS, **others):
    """Who has a list posts to it as well; what is only read is closed to a POST.

    `others` are rows that are not so, by the page's name.
    """
    pages = {
        "changelist": same(only(listed)),
        "add": same(only(listed)),
        "change": same(only(its)),
        "history": same(only(its)),
        "delete": same(only(its)),
        "by_number": same(only(ADMIN, "→")),
    } | others
    return {f"admin:{model}_{name}": row for name, row in pages.items()}


CLOSED = same(only(NOBODY))
KEPT = {"add": CLOSED, "delete": CLOSED}
READ = KEPT | {"change": row(only(CHAIRS), only(NOBODY))}
OF_OPERATORS = KEPT | {"listed": SUPERUSERS, "its": SUPERUSERS}
SITE = "program_section program_news program_logo program_feature"
FORMS = "reviews_criterion reviews_label submissions_question"
for model in f"{SITE} {FORMS}".split():
    TABLE |= rows_of_admin(model)
for model in "program_slot program_speaker program_room".split():
    TABLE |= rows_of_admin(model, listed=ADMIN, its=EDITORS)
for model in "workshop_change workshop_message reviews_reviewerprofile".split():
    TABLE |= rows_of_admin(model, **READ)
for model in "competition_team competition_entry".split():
    TABLE |= rows_of_admin(model, **READ)
TABLE |= rows_of_admin("program_contribution", listed=ADMIN, its=EDITORS, delete=CLOSED)
TABLE |= rows_of_admin("workshop_membership", change=row(only(CHAIRS), only(NOBODY)))
TABLE |= rows_of_admin("workshop_workshop", add=same(only(SUPERUSERS, "→")), delete=CLOSED)
THERE_IS_ONE = dict.fromkeys(["chair", "conflicted_chair", "handling_chair"], "→")
TABLE |= rows_of_admin(  # it has teams; who chairs several workshops is asked of which
    "competition_competition",
    add=row(only(ADMIN_OF_CHAIRS) | THERE_IS_ONE, only(ADMIN_OF_CHAIRS)),
    delete=CLOSED,
)
TABLE |= rows_of_admin("workshop_user", **OF_OPERATORS)
JOB = row(only(SUPERUSERS), only(NOBODY))
TABLE |= rows_of_admin("workshop_job", **OF_OPERATORS, change=JOB)
