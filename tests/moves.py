"""Where every verb leads from every state, and the right it asks for, written down by hand from DESIGN §2.

What is tested is compared with this, never with the table that the tested code reads. A cell names the state a verb
leads to; `=` keeps the state, `.` is refused. `new` is birth.
"""

_WRITTEN = {
    "announcement": """
        verb       right                new       draft     submitted approved  published withdrawn corrected discarded
        draft      announcement.draft   draft     .         .         .         .         .         .         .
        correct    announcement.draft   draft     .         .         .         .         .         .         .
        edit       announcement.draft   .         =         .         .         .         .         .         .
        list_words announcement.draft   .         =         .         .         .         .         .         .
        keep_word  announcement.draft   .         =         .         .         .         .         .         .
        hide_words announcement.draft   .         =         .         .         .         .         .         .
        discard    announcement.draft   .         discarded .         .         .         .         .         .
        submit     announcement.draft   .         submitted .         .         .         .         .         .
        approve    announcement.decide  .         .         approved  .         .         .         .         .
        return     announcement.decide  .         .         draft     .         .         .         .         .
        publish    announcement.draft   .         .         .         published published .         .         .
        withdraw   announcement.draft   .         .         .         withdrawn withdrawn .         .         .
        give_way   announcement.draft   .         .         .         .         corrected corrected .         .
        """,
    "assessment": """
        verb     right              new      drafted  told      objected  settled  locked
        draft    assessment.draft   drafted  .        .         .         .        .
        recount  assessment.draft   .        =        .         .         .        .
        tell     assessment.draft   .        told     .         .         .        .
        agree    assessment.object  .        .        settled   .         .        .
        object   assessment.object  .        .        objected  .         .        .
        answer   assessment.decide  .        .        .         settled   .        .
        lock     assessment.decide  .        .        locked    .         locked   .
        reopen   assessment.decide  .        .        .         .         .        drafted
        """,
    "case": """
        verb            right            new              awaiting_receipt rectifying submitted returned  accepted
        issue_feedback  feedback.issue   awaiting_receipt .                .          .         .         .
        record_meeting  feedback.issue   .                =                =          .         .         .
        sign_receipt    feedback.receive .                rectifying       .          .         .         .
        submit          case.submit      .                submitted        submitted  .         submitted .
        return          case.review      .                .                .          returned  .         .
        accept          case.review      .                .                .          accepted  .         .
        """,
    "case_file": """
        verb            right        new   made         handed_over  received  withdrawn
        make            round.close  made  .            .            .         .
        hand_over       round.close  .     handed_over  .            .         .
        record_receipt  round.close  .     .            received     .         .
        withdraw        round.close  .     withdrawn    withdrawn    .         .
        """,
    "chase": """
        verb      right         new     issued     replied    withdrawn
        issue     chase.issue   issued  .          .          .
        reply     chase.answer  .       replied    .          .
        withdraw  chase.issue   .       withdrawn  withdrawn  .
        """,
    "copy": """
        verb            right         new   sent       received   withdrawn
        send            copy.send     sent  .          .          .
        receive         copy.receive  .     received   .          .
        record_receipt  copy.send     .     received   .          .
        withdraw        copy.send     .     withdrawn  withdrawn  .
        """,
    "correction": """
        verb     right          new       proposed   confirmed  refused
        propose  round.conduct  proposed  .          .          .
        confirm  round.conduct  .         confirmed  .          .
        refuse   round.conduct  .         refused    .          .
        """,
    "document": """
        verb         right                 new  numbered  issued
        attach_scan  document.attach_scan  .    .         =
        receive      document.receive      .    .         =
        """,
    "extension": """
        verb                  right              new        requested   granted  refused  taken_back
        request               extension.request  requested  .           .        .        .
        request_resubmission  extension.request  requested  .           .        .        .
        take_back             extension.request  .          taken_back  .        .        .
        grant                 extension.decide   .          granted     .        .        .
        refuse                extension.decide   .          refused     .        .        .
        """,
    "finding": """
        verb      right             new    draft      confirmed  withdrawn  discarded
        record    finding.record    draft  .          .          .          .
        edit      finding.record    .      =          .          .          .
        confirm   finding.confirm   .      confirmed  .          .          .
        choose_photos  finding.confirm  .  =          =          .          .
        withdraw  finding.withdraw  .      withdrawn  withdrawn  .          .
        revoke    finding.revoke    .      withdrawn  withdrawn  .          .
        discard   finding.record    .      discarded  .          .          .
        """,
    "job": """
        verb    right     new  queued     running    ready  failed  cancelled
        cancel  own.desk  .    cancelled  cancelled  .      .       .
        """,
    "interview": """
        verb           right             new     called      held     replied  closed  called_off
        call           interview.call    called  .           .        .        .       .
        call_about     interview.call    called  .           .        .        .       .
        call_proposed  interview.call    called  .           .        .        .       .
        hand_over      interview.call    .       =           .        .        .       .
        hold           interview.call    .       held        .        .        .       .
        call_off       interview.call    .       called_off  .        .        .       .
        reply          interview.reply   .       .           replied  .        .       .
        ask_again      interview.review  .       .           .        held     .       .
        close          interview.review  .       .           .        closed   .       .
        """,
    "interview_proposal": """
        verb     right           new       proposed  taken_up  declined
        propose  interview.call  proposed  .         .         .
        take_up  interview.call  .         taken_up  .         .
        decline  interview.call  .         declined  .         .
        """,
    "listing": """
        verb                right            new       proposed    listed                not_listed  acceptance_requested  rejected              removed
        propose             listing.propose  proposed  .           .                     .           .                     .                     .
        prepare             listing.propose  .         =           .                     .           .                     .                     .
        list                listing.decide   .         listed      .                     .           .                     .                     .
        not_list            listing.decide   .         not_listed  .                     .           .                     .                     .
        put_up_sign         listing.rectify  .         .           =                     .           =                     =                     .
        add_plan            listing.rectify  .         .           =                     .           .                     =                     .
        check               listing.check    .         =           =                     .           .                     =                     .
        request_acceptance  listing.rectify  .         .           acceptance_requested  .           .                     acceptance_requested  .
        check_acceptance    listing.check    .         .           .                     .           =                     .                     .
        remove              listing.decide   .         .           .                     .           removed               .                     .
        reject              listing.decide   .         .           .                     .           rejected              .                     .
        publish             listing.publish  .         .           =                     .           =                     =                     =
        publish_removal     listing.publish  .         .           .                     .           .                     .                     =
        """,  # noqa: E501  states of long names
    "hand_off": """
        verb             right               new    draft      sent      received  refused  resulted  closed  discarded
        draft            hand_off.draft      draft  .          .         .         .        .         .       .
        edit             hand_off.draft      .      =          .         .         .        .         .       .
        discard          hand_off.draft      .      discarded  .         .         .        .         .       .
        send             hand_off.draft      .      sent       .         .         .        .         .       .
        receive          hand_off.receive    .      .          received  .         .        .         .       .
        refuse           hand_off.receive    .      .          refused   refused   .        .         .       .
        re_route         hand_off.draft      .      .          .         .         sent     .         .       .
        report_progress  hand_off.result     .      .          .         =         .        .         .       .
        report_result    hand_off.result     .      .          .         resulted  .        .         .       .
        send_back        hand_off.draft      .      .          .         .         .        received  .       .
        close            hand_off.draft      .      .          .         .         .        closed    .       .
        take_back        hand_off.draft      .      .          closed    closed    closed   closed    .       .
        follow_up        hand_off.follow_up  .      .          =         =         .        .         .       .
        ratify           hand_off.follow_up  .      .          =         =         =        =         =       .
        """,
    "follow_up": """
        verb        right           new      pending      held     came_back  not_checked
        draw        round.conduct   pending  .            .        .          .
        hold        finding.record  .        held         .        .          .
        come_back   finding.record  .        came_back    .        .          .
        pass_over   finding.record  .        not_checked  .        .          .
        look_again  finding.record  .        .            pending  pending    pending
        """,
    "item": """
        verb          right              new   open      reported  returned  verified  closed    reopened
        issue         feedback.issue     open  .         .         .         .         .         .
        report        item.report        .     reported  .         reported  .         .         reported
        amend         item.report        .     .         =         .         .         .         .
        explain       item.report        .     =         .         =         .         .         =
        give_opinion  item.give_opinion  .     .         =         .         =         .         .
        verify        item.verify        .     .         verified  .         .         .         .
        fail_check    item.verify        .     .         =         .         .         .         .
        return        case.review        .     .         returned  .         returned  .         .
        close         case.review        .     .         .         .         closed    .         .
        reopen        case.review        .     .         .         .         .         reopened  .
        """,
    "objection": """
        verb           right             new    filed          upheld  partly_upheld  rejected  taken_back
        file           objection.file    filed  .              .       .              .         .
        take_back      objection.file    .      taken_back     .       .              .         .
        uphold         objection.decide  .      upheld         .       .              .         .
        uphold_partly  objection.decide  .      partly_upheld  .       .              .         .
        reject         objection.decide  .      rejected       .       .              .         .
        """,
    "order": """
        verb          right         new     issued  fixed     verified
        issue         order.issue   issued  .       .         .
        report_fixed  order.fix     .       fixed   .         .
        verify        order.verify  .       .       verified  .
        send_back     order.verify  .       .       issued    .
        """,
    "plan": """
        verb         right         new    draft      submitted  approved    superseded  closed  discarded
        draft        plan.draft    draft  .          .          .           .           .       .
        edit         plan.draft    .      =          .          .           .           .       .
        submit       plan.draft    .      submitted  .          .           .           .       .
        approve      plan.decide   .      .          approved   .           .           .       .
        return       plan.decide   .      .          draft      .           .           .       .
        publish      plan.publish  .      .          .          =           .           .       .
        revise       plan.draft    .      .          .          =           .           .       .
        supersede    plan.decide   .      .          .          superseded  .           .       .
        assign_team  plan.draft    .      =          .          =           .           .       .
        discard      plan.draft    .      discarded  .          .           .           .       .
        close_year   plan.publish  .      .          .          closed      .           .       .
        """,
    "receipt_correction": """
        verb     right            new       proposed   confirmed  refused
        propose  receipt.correct  proposed  .          .          .
        confirm  receipt.correct  .         confirmed  .          .
        refuse   receipt.correct  .         refused    .          .
        """,
    "report": """
        verb     right          new       drafting   submitted  returned   approved
        draft    report.draft   drafting  .          .          .          .
        edit     report.draft   .         =          .          =          .
        submit   report.submit  .         submitted  .          submitted  .
        approve  report.decide  .         .          approved   .          .
        return   report.decide  .         .          returned   .          .
        """,
    "round": """
        verb     right          new       notified   on_site  ended   closed    archived  cancelled
        notify   round.notify   notified  .          .        .       .         .         .
        enter    round.conduct  .         on_site    .        .       .         .         .
        note     note.record    .         .          =        .       .         .         .
        end      round.conduct  .         .          ended    .       .         .         .
        close    round.close    .         .          .        closed  .         .         .
        archive  round.close    .         .          .        .       archived  .         .
        cancel   round.close    .         cancelled  .        .       .         .         .
        """,
    "rectification_plan": """
        verb       right                    new    asked       filed       sent_back   accepted  called_off
        ask        rectification_plan.ask   asked  .           .           .           .         .
        fill       rectification_plan.fill  .      =           .           =           .         .
        file       rectification_plan.file  .      filed       .           filed       .         .
        accept     rectification_plan.ask   .      .           accepted    .           .         .
        send_back  rectification_plan.ask   .      .           sent_back   .           .         .
        call_off   rectification_plan.ask   .      called_off  called_off  called_off  .         .
        """,
    "ruleset": """
        verb          right           new       draft      submitted  approved  discarded
        load          ruleset.draft   approved  .          .          .         .
        draft         ruleset.draft   draft     .          .          .         .
        edit          ruleset.draft   .         =          .          .         .
        edit_topics   ruleset.draft   .         =          .          .         .
        edit_methods  ruleset.draft   .         =          .          .         .
        submit        ruleset.draft   .         submitted  .          .         .
        approve       ruleset.decide  .         .          approved   .         .
        return        ruleset.decide  .         .          draft      .         .
        revise        ruleset.draft   .         .          .          =         .
        discard       ruleset.draft   .         discarded  .          .         .
        """,
    "sampled_item": """
        verb    right        new    drawn    passed  failed  excused
        draw    item.sample  drawn  .        .       .       .
        pass    item.verify  .      passed   .       passed  passed
        fail    item.verify  .      failed   failed  .       failed
        excuse  item.sample  .      excused  .       .       .
        """,
    "team": """
        verb                right         new    draft       proposed  approved    stood_down
        draft               team.propose  draft  .           .         .           .
        edit                team.propose  .      =           .         .           .
        add_member          team.propose  .      =           .         .           .
        change_role         team.propose  .      =           .         .           .
        drop_member         team.propose  .      =           .         .           .
        propose             team.propose  .      proposed    .         .           .
        approve             team.decide   .      .           approved  .           .
        return              team.decide   .      .           draft     .           .
        remove_member       team.change   .      .           .         =           .
        substitute          team.change   .      .           .         =           .
        approve_substitute  team.decide   .      .           .         =           .
        refuse_substitute   team.decide   .      .           .         =           .
        stand_down          team.change   .      stood_down  .         stood_down  .
        """,
}
NOUNS = tuple(_WRITTEN)
BIRTH = "new"


def _read(noun) -> tuple[dict, dict]:
    head, *lines = [line.split() for line in _WRITTEN[noun].strip().splitlines()]
    states = head[2:]
    moves, rights = {}, {}
    for verb, right, *cells in lines:
        rights[verb] = right
        for status, cell in zip(states, cells, strict=True):
            moves[verb, status] = {".": None, "=": status}.get(cell, cell)
    return moves, rights


_MOVES = {noun: _read(noun) for noun in NOUNS}


def states(noun) -> list[str]:
    return list(dict.fromkeys(status for _verb, status in _MOVES[noun][0] if status != BIRTH))


def verbs(noun) -> list[str]:
    return list(_MOVES[noun][1])


def leads_to(noun, verb, status) -> str | None:
    """The state after the verb, None where it is refused. Raises KeyError for a verb or state nobody wrote down."""
    return _MOVES[noun][0][str(verb), str(status)]


def right_of(noun, verb) -> str:
    return _MOVES[noun][1][str(verb)]
