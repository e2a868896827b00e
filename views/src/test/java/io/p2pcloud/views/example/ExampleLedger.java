package io.p2pcloud.views.example;

import io.p2pcloud.chain.TxHash;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.history.AsOf;
import io.p2pcloud.history.Entry;
import io.p2pcloud.history.EntryKind;
import io.p2pcloud.history.LeasePhase;
import io.p2pcloud.history.LeaseRow;
import io.p2pcloud.history.Ledger;
import io.p2pcloud.history.Proof;
import io.p2pcloud.history.Role;
import io.p2pcloud.market.LeaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A ledger with the made-up history of three leases.
public final class ExampleLedger {
    private final List<Entry> entries = new ArrayList<>();
    private Instant at = Example.NOW.minus(Duration.ofDays(9));
    private long block = 1000;

    private ExampleLedger() {}

    public static void fill(Ledger ledger) {
        var story = new ExampleLedger();
        for (int number = 3; number >= 1; number--) {
            story.lease(number, 3 + 2 * number);
        }
        story.forward(Duration.ofHours(3));
        story.add(Example.lease(1), Role.PROVIDER, EntryKind.WITHDRAWN, "3.58");
        ledger.record(story.entries);
        for (int number = 1; number <= 3; number++) {
            ledger.record(
                    new LeaseRow(
                            Example.lease(number),
                            Role.TENANT,
                            Example.PROVIDER,
                            Example.UNIT,
                            Example.perMonth("4.23"),
                            number == 3 ? LeasePhase.CLOSED : LeasePhase.ACTIVE,
                            number == 3 ? "the tenant closed it" : "",
                            Example.NOW.minus(Duration.ofDays(9)),
                            number == 3 ? Example.NOW.minus(Duration.ofDays(1)) : null));
        }
        ledger.note(
                Example.lease(1), "my-first-server", "The shop itself. Ask Lea before a rebuild.");
        ledger.note(Example.lease(2), "build-runner", "");
        ledger.note(Example.lease(3), "mail-relay", "");
        ledger.record(
                new Proof(
                        Example.lease(1),
                        Proof.Kind.LAUNCH,
                        "RELEASE",
                        "Launch key exchanged with a guest that attests nothing",
                        "{}",
                        Example.NOW.minus(Duration.ofDays(2))));
        ledger.checked(
                new AsOf(
                        Example.block(1290, Example.NOW.minus(Duration.ofMinutes(204))),
                        Example.NOW.minus(Duration.ofMinutes(204)),
                        Example.trust()));
    }

    private void lease(int number, int confirmations) {
        var lease = Example.lease(number);
        add(lease, Role.TENANT, EntryKind.MATCHED, "0");
        add(lease, Role.TENANT, EntryKind.DEPOSITED, "5");
        add(lease, Role.PROVIDER, EntryKind.COLLATERAL_LOCKED, "0.42");
        gas(lease);
        forward(Duration.ofSeconds(34));
        add(lease, Role.TENANT, EntryKind.ACTIVATED, "0");
        for (int i = 0; i < confirmations; i++) {
            forward(Duration.ofHours(5));
            add(lease, Role.TENANT, EntryKind.CONFIRMED, "0");
            add(lease, Role.TENANT, EntryKind.PAID, "0.029375");
            add(lease, Role.PROVIDER, EntryKind.EARNED, "0.029375");
            gas(lease);
        }
        if (number == 3) {
            forward(Duration.ofHours(1));
            add(lease, Role.TENANT, EntryKind.CLOSED, "0");
            add(lease, Role.TENANT, EntryKind.REFUNDED, "4.735625");
            add(lease, Role.PROVIDER, EntryKind.COLLATERAL_RELEASED, "0.42");
        }
        if (number == 2) {
            forward(Duration.ofHours(2));
            add(lease, Role.TENANT, EntryKind.HALTED, "0");
        }
        forward(Duration.ofHours(9));
    }

    private void forward(Duration by) {
        at = at.plus(by);
        block++;
    }

    private void gas(LeaseId lease) {
        entries.add(
                entry(
                        lease,
                        Role.TENANT,
                        EntryKind.GAS,
                        TokenAmount.ofUnits(212_000_000_000_000L)));
    }

    private void add(LeaseId lease, Role role, EntryKind kind, String amount) {
        entries.add(entry(lease, role, kind, Example.money(amount)));
    }

    private Entry entry(LeaseId lease, Role role, EntryKind kind, TokenAmount amount) {
        return new Entry(
                lease,
                role,
                kind,
                amount,
                Example.block(block, at),
                new TxHash(Bytes32.ofNumber(0xfeed_0000L + entries.size())),
                kind == EntryKind.GAS ? Entry.NO_LOG : entries.size(),
                Example.trust(),
                "");
    }
}
