package io.p2pcloud.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.EventPlace;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseEvent;
import io.p2pcloud.market.LeaseHistory;
import io.p2pcloud.market.LeaseHistory.Verdict;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseStory;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.store.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryProofsTest {
    private static final LeaseId LEASE = Rows.lease(1);
    private static final Trust FINAL = new Trust.ProvenFinalized(Rows.block(9));
    private static final Address TENANT = Address.ofHex("0x" + "11".repeat(20));

    @TempDir Path temp;
    private Database database;
    private Ledger ledger;
    private int asked;

    @BeforeEach
    void open() {
        var clock = InstantSource.fixed(Rows.START);
        database = Database.open(temp.resolve("ledger"), List.of(Ledger.SCHEMA), clock);
        ledger = Ledger.open(database, temp.resolve("notes.jsonl"), clock);
        ledger.record(Rows.leaseRow(1, LeasePhase.PENDING));
        ledger.record(new Projection(Rows.UNPROVEN).entries(opened(), Role.TENANT));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static LeaseEvent.Opened opened() {
        return new LeaseEvent.Opened(
                new EventPlace(Rows.block(1), Rows.tx(1), 0),
                LEASE,
                TENANT,
                TENANT,
                1,
                new Lease.Origin.FromOffer(new OfferId(1)),
                new ComputeUnit(2, 2048, 20, 100, Tier.STANDARD),
                Rate.perMonth(TokenAmount.ofUnits(5_000_000)),
                TokenAmount.ofUnits(50),
                TokenAmount.ofUnits(1000),
                LeaseTerms.usual(LeaseTerms.NO_END),
                Rows.START,
                TENANT,
                Bytes32.ZERO,
                false);
    }

    private HistoryProofs proofs(Verdict verdict, Trust trust) {
        return new HistoryProofs(
                ledger,
                _ -> {
                    asked++;
                    return new Checked<>(Optional.of(verdict), trust);
                });
    }

    private List<Trust> trusts() {
        return ledger
                .entries(EntryFilter.ALL.ofLease(LEASE), EntrySort.OLDEST, null, 100)
                .rows()
                .stream()
                .map(it -> it.entry().trust())
                .distinct()
                .toList();
    }

    @Test
    void aWholeHistoryMakesItsEntriesProvenAndIsNotAskedForAgain() {
        var proofs = proofs(new Verdict.Whole(LeaseStory.of(List.of(opened()))), FINAL);
        assertThat(trusts()).containsExactly(Rows.UNPROVEN);
        long before = ledger.count(EntryFilter.ALL);
        proofs.round();
        assertThat(trusts()).containsExactly(FINAL);
        assertThat(ledger.count(EntryFilter.ALL)).isEqualTo(before);
        proofs.round();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aBrokenOrAnUnprovenHistoryChangesNothing() {
        proofs(new Verdict.Broken(LeaseHistory.Flaw.MISSING, "One is missing."), FINAL).round();
        proofs(new Verdict.Whole(LeaseStory.of(List.of(opened()))), Rows.UNPROVEN).round();
        assertThat(asked).isEqualTo(2);
        assertThat(trusts()).containsExactly(Rows.UNPROVEN);
    }
}
