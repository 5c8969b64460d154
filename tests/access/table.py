"""Role × URL: what each role gets for a GET of each route (design, section 5).

"in" is the way to the sign-in page, "→" any other redirect. Rows about an object mean one of
the cast's workshop; `other_chair` chairs another one. A route without a row fails a test.
"""

ROLES = ["anonymous", "stranger", "reviewer", "other_chair", "chair", "superuser"]
# Where a row is silent about them, they get what those others get.
LIKE = {"author": "stranger", "conflicted_chair": "chair", "publications": "stranger"}
ALL_ROLES = [*ROLES, *LIKE]

EVERYONE = "200 200 200 200 200 200"
SIGNED_IN = "in  200 200 200 200 200"
SIGNED_OUT = "200 →   →   →   →   →"
NOT_BY_GET = "405 405 405 405 405 405"
CHAIRS = "in  404 404 200 200 200"
ITS_CHAIRS = "in  404 404 404 200 200"
OPERATOR = "in  404 404 404 404 200"
BY_OPERATOR = "in  404 404 404 404 →"
THERE_IS_ONE = "in  404 404 200 →   200"  # of several workshops it is asked which
CLOSED_NOW = "410 410 410 410 410 410"
AUTHORS_ACT = "in  405 405 405 405 405 405 405"
CHAIRS_ACT = "in  405 405 405 405 405"  # see the test of POST
# In conflict or not.
OF_ANY_CHAIR = {
    "archive",
    "remind",
    "act_on_reviewers",
    "decide_chosen",
    "board_seen",
    "propose_matching",
}
BACK = "→   →   →   →   →   →"
NOT_WITHOUT_THE_COOKIE = "404 404 404 404 404 404"
NOBODY = "in  404 404 404 404 404"

# --- a submission of the cast's workshop ---
ITS_AUTHORS = "in  404 404 404 404 404 200 404"
ITS_ASKER = "in  404 404 404 200 404 404 404"
ITS_READERS = "in  404 404 404 200 200 200 404"
ITS_REVIEWER = "in  404 200 404 404 404 404 404"
ITS_FREE_CHAIRS = "in  404 404 404 200 200 404 404"

TABLE = {
    "submit": EVERYONE,
    "claim": BACK,
    "arrival": NOT_WITHOUT_THE_COOKIE,
    **dict.fromkeys(["check_of_guest", "discard_of_guest"], NOT_WITHOUT_THE_COOKIE),
    **dict.fromkeys(["page_of_guest", "small_page_of_guest"], NOT_WITHOUT_THE_COOKIE),
    "check": ITS_AUTHORS,
    "submission": ITS_READERS,
    "proposal": ITS_READERS,
    "version": ITS_READERS,
    "receipt_again": AUTHORS_ACT,
    "limit_coauthors": AUTHORS_ACT,
    "hand_over": ITS_AUTHORS,
    "accept_hand_over": SIGNED_IN,  # who has the link reads that it is not theirs
    "confirm": ITS_AUTHORS,  # of one that is accepted
    "confirm_by_link": EVERYONE,  # who has the link
    "confirmations": ITS_CHAIRS,
    "author_materials": ITS_AUTHORS,  # of one that is listed
    "page_of_submission": ITS_READERS,
    "small_page": ITS_READERS,
    "edit_submission": ITS_AUTHORS,
    "withdraw": ITS_AUTHORS,
    "send_in": AUTHORS_ACT,
    "discard": ITS_AUTHORS,  # of a draft
    "call": EVERYONE,
    "call_copy": EVERYONE,
    **dict.fromkeys(["reviews", "guidelines"], "in  404 200 404 404 404 404 404"),
    "profile_of_reviewer": "in  404 200 404 404 404 404 404",
    "review": ITS_REVIEWER,
    "decline": ITS_REVIEWER,
    "others": NOBODY,  # before a review is in
    "discuss": CHAIRS_ACT,
    "archive_of_reviewer": "in 405 405 405 405 405 405 405",  # see test_assigned.py
    **dict.fromkeys(["attestation_of_reviewer", "attestation_of_presenter"], NOBODY),  # yet
    "name_of_reviewer": "in 405 405 405 405 405 405 405",  # see test_naming.py
    "own_conflict": ITS_REVIEWER,
    "page_of_review": ITS_REVIEWER,
    "proposal_of_review": ITS_REVIEWER,
    "decisions": ITS_CHAIRS,
    "conflicts": ITS_CHAIRS,
    **dict.fromkeys(["decide_chosen", "board_seen"], CHAIRS_ACT),
    **dict.fromkeys(["progress", "progress_of_reviewers", "statistics"], ITS_CHAIRS),
    "remind": CHAIRS_ACT,
    **dict.fromkeys(["reviewers", "import_reviewers"], ITS_CHAIRS),
    "act_on_reviewers": CHAIRS_ACT,
    **dict.fromkeys(["matching", "files_of_matching", "export_matching"], ITS_CHAIRS),
    "assign_by_hand": ITS_CHAIRS,
    **dict.fromkeys(["propose_matching", "apply_matching", "wish_for_matching"], CHAIRS_ACT),
    "extensions": ITS_CHAIRS,
    "chair_list": ITS_CHAIRS,
    "import_submissions": ITS_CHAIRS,
    "export_submissions": ITS_CHAIRS,
    **dict.fromkeys(["export_reviews", "export_decisions", "export_assignments"], ITS_CHAIRS),
    **dict.fromkeys(["export_progress", "export_progress_of_reviewers"], ITS_CHAIRS),
    "announce": ITS_CHAIRS,
    "run": ITS_CHAIRS,
    "chair_speakers": ITS_CHAIRS,
    "shift": ITS_CHAIRS,
    "skip": ITS_CHAIRS,
    **dict.fromkeys(["edit_program", "import_program", "import_template", "placing"], ITS_CHAIRS),
    "closing": ITS_CHAIRS,
    **dict.fromkeys(["chair_competition", "chair_competition_results"], ITS_CHAIRS),
    **dict.fromkeys(["chair_entry", "export_to_measure"], ITS_CHAIRS),
    **dict.fromkeys(["description_for_chair", "log_for_chair"], ITS_CHAIRS),
    "chair_submission": ITS_FREE_CHAIRS,
    "see_as": ITS_FREE_CHAIRS,
    "blind_copy": ITS_FREE_CHAIRS,
    "withdraw_for_authors": ITS_FREE_CHAIRS,
    **dict.fromkeys(["desk_reject", "edit_for_authors"], ITS_FREE_CHAIRS),
    **dict.fromkeys(["override", "refused_pdf"], ITS_FREE_CHAIRS),  # of a PDF that was refused
    **dict.fromkeys(["assign", "declare_conflict", "decide", "bring_back"], CHAIRS_ACT),
    **dict.fromkeys(["unassign", "lift_conflict"], CHAIRS_ACT),
    "enter": SIGNED_IN,
    **dict.fromkeys(["team", "leave_team", "new_entry", "entry", "edit_entry"], ITS_AUTHORS),
    **dict.fromkeys(["withdraw_entry", "description", "description_version"], ITS_AUTHORS),
    "log_of_entry": ITS_AUTHORS,
    **dict.fromkeys(["restore_entry", "choose_run", "remove_log", "bring_back_log"], AUTHORS_ACT),
    "home": EVERYONE,
    # --- the competition to everybody: opened, ranked, its results published ---
    **dict.fromkeys(["competition", "competition_results"], EVERYONE),
    **dict.fromkeys(["leaderboard_csv", "leaderboard_json"], EVERYONE),
    **dict.fromkeys(["competition_preview", "results_preview"], ITS_CHAIRS),
    "participants": EVERYONE,
    "participate": SIGNED_IN,
    "chair_participants": ITS_CHAIRS,
    "face": EVERYONE,
    "landing": EVERYONE,
    "program": EVERYONE,
    "picture": EVERYONE,
    "card": EVERYONE,
    "sitemap": EVERYONE,
    "slot": EVERYONE,
    "material": EVERYONE,  # that is shown
    "speaker": EVERYONE,
    **dict.fromkeys(["contribution", "bibtex", "paper"], EVERYONE),
    **dict.fromkeys(["program_calendar", "slot_calendar", "speaker_calendar"], EVERYONE),
    **dict.fromkeys(["healthz", "privacy", "security_txt"], EVERYONE),
    **dict.fromkeys(["me", "my_data", "erase_me"], SIGNED_IN),
    "preview": NOT_BY_GET,
    "start": OPERATOR,
    "start_by_link": CLOSED_NOW,  # there is a workshop already
    "chair": ITS_CHAIRS,
    "publish": ITS_CHAIRS,
    "new_edition": ITS_CHAIRS,
    "invite_people": ITS_CHAIRS,
    "job": ITS_ASKER,
    "job_file": ITS_ASKER,
    "archive": CHAIRS_ACT,
    "outbox": ITS_CHAIRS,
    "message": ITS_CHAIRS,
    "write_letter": ITS_CHAIRS,
    "letter": ITS_CHAIRS,
    "reminders": ITS_CHAIRS,
    "mail_texts": ITS_CHAIRS,
    "mail_text": ITS_CHAIRS,
    "mail_setup": ITS_CHAIRS,
    "action_link": EVERYONE,
    **dict.fromkeys(["speaker_by_link", "invitation"], EVERYONE),  # who has the link
    "material_by_link": EVERYONE,  # the same, of a file beside a slot of hers
    "demo_sign_in": NOT_BY_GET,
    # --- allauth ---
    "sign_up": "in  in  in  in  in  in",
    "account_signup": "in  in  in  in  in  in",
    "account_login": SIGNED_OUT,
    "account_request_login_code": SIGNED_OUT,
    "account_confirm_login_code": "in  →   →   →   →   →",
    "account_logout": "in  200 200 200 200 200",
    "account_inactive": EVERYONE,
    "account_reauthenticate": "in  403 403 403 403 403",  # for those who keep a password
    "account_email": SIGNED_IN,
    "account_email_verification_sent": "→   →   →   →   →   →",
    "account_change_password": "in  →   →   →   →   →",
    "account_set_password": SIGNED_IN,
    "remove_password": "in  405 405 405 405 405",
    "sessions": SIGNED_IN,
    # --- second factor; nobody of the cast has one ---
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": BACK,
    "mfa_reauthenticate": "in  403 403 403 403 403",
    "mfa_reauthenticate_webauthn": "in  403 403 403 403 403",
    "mfa_login_webauthn": BACK,
    "mfa_list_webauthn": "in  →   →   →   →   →",
    "mfa_add_webauthn": SIGNED_IN,
    **dict.fromkeys(["mfa_remove_webauthn", "mfa_edit_webauthn"], NOBODY),
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": NOBODY,
    **dict.fromkeys(["mfa_view_recovery_codes", "mfa_download_recovery_codes"], NOBODY),
    "mfa_generate_recovery_codes": SIGNED_IN,
    "account_reset_password": EVERYONE,
    "account_confirm_password_reset_code": "→   →   →   →   →   →",
    "account_complete_password_reset": "→   →   →   →   →   →",
    "account_password_reset_completed": EVERYONE,
    # --- the admin ---
    "admin:index": CHAIRS,
    "admin:app_list": CHAIRS,
    "admin:jsi18n": CHAIRS,
    "admin:login": "in  404 404 →   →   →",
    "admin:logout": "in  404 404 →   →   →",
    "admin:password_change": "in  404 404 →   →   →",
    "admin:password_change_done": "in  404 404 →   →   →",
    "admin:catch_all": NOBODY,
}


def expected(name, role):
    columns = TABLE[name].split()
    if role == "publications" and name in OF_PUBLICATIONS:
        return OF_PUBLICATIONS[name]
    if len(columns) == len(ROLES) or role == "publications":
        role = LIKE.get(role, role)
    return columns[ALL_ROLES.index(role)]


def rows_of_admin(model, *, listed=CHAIRS, add=CHAIRS, change=ITS_CHAIRS, delete=ITS_CHAIRS):
    name = f"admin:{model}"
    return {
        f"{name}_changelist": listed,
        f"{name}_add": add,
        f"{name}_change": change,
        f"{name}_history": change,
        f"{name}_delete": delete,
        f"{name}_by_number": "in  404 404 →   →   →",
    }


PROGRAM = ("program_slot", "program_speaker", "program_room")
SITE = ("program_section", "program_news", "program_logo", "program_feature")
for model in (*PROGRAM, *SITE, "reviews_criterion", "reviews_label", "submissions_question"):
    TABLE |= rows_of_admin(model)
TABLE |= rows_of_admin("program_contribution", delete=NOBODY)  # it has a submission
TABLE |= rows_of_admin("workshop_workshop", add=BY_OPERATOR, delete=NOBODY)
TABLE |= rows_of_admin("workshop_membership")
TABLE |= rows_of_admin("competition_competition", add=THERE_IS_ONE, delete=NOBODY)  # it has teams
for model in ("competition_team", "competition_entry"):
    TABLE |= rows_of_admin(model, add=NOBODY, delete=NOBODY)
for model in ("workshop_change", "workshop_message", "reviews_reviewerprofile"):
    TABLE |= rows_of_admin(model, add=NOBODY, delete=NOBODY)
TABLE |= rows_of_admin("workshop_user", listed=OPERATOR, add=NOBODY, change=OPERATOR, delete=NOBODY)
TABLE |= rows_of_admin("workshop_job", listed=OPERATOR, add=NOBODY, change=OPERATOR, delete=NOBODY)

# What the publications chair gets where it is not what a stranger gets.
OF_PUBLICATIONS = dict.fromkeys(["admin:index", "admin:app_list", "admin:jsi18n"], "200")
OF_PUBLICATIONS |= dict.fromkeys(
    ["admin:login", "admin:logout", "admin:password_change", "admin:password_change_done"], "→"
)
OF_PUBLICATIONS |= dict.fromkeys([name for name in TABLE if name.endswith("_by_number")], "→")
for model in (*PROGRAM, "program_contribution"):
    pages = [name for name in rows_of_admin(model) if not name.endswith("_by_number")]
    OF_PUBLICATIONS |= dict.fromkeys(pages, "200")
OF_PUBLICATIONS |= dict.fromkeys(
    ["chair_participants", "edit_program", "import_program", "import_template", "placing"], "200"
)
OF_PUBLICATIONS["admin:program_contribution_delete"] = "404"
