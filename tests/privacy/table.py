"""Which page may show what of Amina to whom. A page that is not in here fails the test until somebody thought of it.

Amina herself and the coordinator are not in the table: `SEES` says on which pages they must see it, so that the test
knows that there was something to leak.
"""

from tests.privacy.conftest import BACKGROUND, EVERYTHING, MAIL, NAME, PHONE, TEXT, TITLE

NOBODY: dict[str, set[str]] = {}
ASKED = {"hans": {TITLE, TEXT}}  # a helper in a live proposal reads the request, not who asks
MAILED = dict.fromkeys(("", "amina", "bram", "hans", "coby", "dirk", "els", "doortje", "rita", "bea", "cees", "gerda"))

OPEN: dict[str, dict[str, set[str]]] = dict.fromkeys(
    """
    places:choose members:claim account_request_login_code account_login account_confirm_login_code account_logout
    account_inactive account_signup account_email_verification_sent usersessions_list passkey members:sudo members:stay
    mfa_authenticate mfa_index mfa_activate_totp mfa_deactivate_totp mfa_list_webauthn mfa_add_webauthn
    mfa_remove_webauthn mfa_view_recovery_codes mfa_generate_recovery_codes mfa_reauthenticate_webauthn
    mfa_login_webauthn account_reauthenticate openid_connect_login openid_connect_callback
    notices:stop figures:page figures:csv our_figures:page
    pages:start pages:home pages:language
    offers:list offers:phone offers:rewrite offers:new offers:thanks offers:detail offers:change
    needs:work needs:refer needs:ask needs:ask_danger needs:ask_check needs:ask_step needs:thanks
    needs:phone needs:contact needs:concepts offers:concepts vocabulary:words vocabulary:concept
    needs:background needs:background_write needs:background_tell pages:looks glass:list glass:need
    needs:propose needs:set_aside needs:apart needs:together
    needs:close needs:reopen needs:theme needs:road needs:change needs:meet
    needs:rewrite needs:choose_offer needs:arranged needs:answer needs:spoken needs:proposal_change needs:followup
    needs:bundles needs:bundle needs:bundle_change needs:activity needs:bundled needs:bundled_answer
    needs:bundled_spoken
    needs:paper needs:paper_cards needs:paper_poster needs:paper_form
    dashboard:today dashboard:call_done dashboard:departed dashboard:promise dashboard:hand_over dashboard:appoint
    dashboard:dismiss dashboard:code dashboard:digest dashboard:resend dashboard:doubles dashboard:double
    dashboard:merge dashboard:address pages:digest dashboard:consent dashboard:route dashboard:share_answer
    dashboard:share_stop dashboard:share_link
    pages:mandates pages:mandate_end pages:mandate_ask pages:person_mandates
    pages:own_data pages:own_data_prepare pages:own_data_take pages:wipe pages:person_print pages:person_wipe
    partner:list partner:need partner:offers partner:offer_new partner:offer_change
    """.split(),
    NOBODY,
)
PAGES: dict[str, dict[str, set[str]]] = {
    **OPEN,
    "pages:mine": ASKED,
    "needs:detail": ASKED,
    "needs:proposal": ASKED,
    "notices:answer": {name: {TITLE, TEXT} for name in MAILED},  # the signed link of Hans: whoever holds it reads it
    "partner:link": {name: {TITLE, TEXT} for name in MAILED},  # the signed link of a live share: whoever holds it reads
    "pages:person_data": NOBODY,
    "fairness:page": NOBODY,
    "fairness:acceptance": NOBODY,
    "fairness:dividing": NOBODY,
    "dashboard:people": {"bea": {NAME}},
}
SEES: dict[str, dict[str, set[str]]] = {
    "amina": {
        "pages:mine": {TITLE},
        "needs:detail": {TITLE, TEXT},
        "needs:background": {BACKGROUND},
        "needs:followup": {TITLE},
        "needs:bundled": {TITLE},
    },
    "coby": {
        "needs:work": {NAME, TITLE},
        "needs:detail": EVERYTHING - {BACKGROUND},
        "needs:bundle": {NAME, TITLE, PHONE},
        "dashboard:people": {NAME},
        "dashboard:doubles": {NAME},
        "dashboard:double": {NAME, PHONE, MAIL},
        "dashboard:merge": {NAME, MAIL},
        "dashboard:address": {NAME, PHONE, MAIL},
        "pages:person_data": {NAME},
        "needs:paper": {TITLE},
        "needs:paper_cards": {TITLE},
    },
    "hans": {"needs:proposal": {TITLE, TEXT}, "pages:mine": {TITLE}},
}
ADMIN = """
    places_municipality places_buurt places_neighbourhood themes_theme themes_concept themes_term members_organisation
    members_organisationkind members_user members_membership members_posting coalitions_coalition auth_group
    account_emailaddress mfa_authenticator
    """.split()
ADMIN_PAGES = {
    *(f"admin:{model}_{page}" for model in ADMIN for page in ("changelist", "add", "history", "delete", "change")),
    *(f"admin:{name}" for name in "index login logout autocomplete jsi18n view_on_site app_list".split()),
    "admin:themes_concept_import",
    "admin:themes_concept_export",
    *(f"admin:{name}" for name in "password_change password_change_done".split()),
}
