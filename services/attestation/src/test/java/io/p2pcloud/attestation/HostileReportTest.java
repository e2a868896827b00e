package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.RealReportsTest.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class HostileReportTest {
    private static final BigInteger ORDER =
            new BigInteger(
                    "39402006196394479212279040100143613805079739270465446667946905279627659399113"
                            + "263569398956308152294913554433653942643");

    @Test
    void refusesEveryReportWithOneByteChanged() {
        var scenario = Scenario.genoa();
        var sound = scenario.report.sign().toArray();
        for (int at = 0; at < sound.length; at++) {
            var changed = sound.clone();
            changed[at] ^= 1;
            var result = scenario.verify(scenario.evidence(Bytes.of(changed)));
            assertThat(result.verdict()).as("byte 0x%x", at).isEqualTo(Verdict.REFUSE);
            assertThat(result.check(Reason.SIGNATURE).status())
                    .as("byte 0x%x", at)
                    .isEqualTo(Status.FAIL);
        }
    }

    @Test
    void refusesSignaturesOutOfRange() {
        var zero = new byte[48];
        for (int field : new int[] {0x2a0, 0x2a0 + 72}) {
            for (var number :
                    List.of(zero, littleEndian(ORDER), littleEndian(ORDER.add(BigInteger.ONE)))) {
                refusesAfter(
                        report -> System.arraycopy(number, 0, report, field, number.length),
                        Reason.SIGNATURE_FORMAT,
                        Reason.SIGNATURE);
            }
        }
        refusesAfter(
                report -> Arrays.fill(report, 0x2a0, SnpReport.SIZE, (byte) 0),
                Reason.SIGNATURE_FORMAT,
                Reason.SIGNATURE);
    }

    @Test
    void refusesPaddingThatIsNotZero() {
        for (int at :
                new int[] {0x2a0 + 48, 0x2a0 + 71, 0x2a0 + 120, 0x2a0 + 143, 0x2a0 + 144, 0x49f}) {
            refusesAfter(report -> report[at] = 1, Reason.SIGNATURE_FORMAT, Reason.SIGNATURE);
        }
    }

    @Test
    void refusesAnAlgorithmThatIsNotKnown() {
        var scenario = Scenario.genoa();
        scenario.report.u32(0x34, 2);
        assertThat(failed(scenario.verify()))
                .isEqualTo(Set.of(Reason.SIGNATURE_FORMAT, Reason.SIGNATURE));
    }

    @Test
    void refusesProcessorsThatAreNotKnown() {
        for (var unknown :
                List.of(
                        new CpuModel(0x17, 0x31, 0),
                        new CpuModel(0x19, 0x20, 0),
                        new CpuModel(0x19, 0xb0, 0),
                        new CpuModel(0x1a, 0x50, 0),
                        new CpuModel(0x1b, 0x02, 0))) {
            var scenario = Scenario.genoa();
            scenario.report.u8(0x188, unknown.family()).u8(0x189, unknown.model());
            var result = scenario.verify();
            assertThat(failed(result)).containsExactly(Reason.CHIP_PRODUCT);
            assertThat(result.check(Reason.CHIP_PRODUCT).sentence())
                    .isEqualTo(
                            "Unknown AMD processor (%s): update the app."
                                    .formatted(new CpuModel(unknown.family(), unknown.model(), 1)));
            assertThat(result.product()).isEmpty();
            assertThat(result.check(Reason.CHAIN_ROOT).status()).isEqualTo(Status.NOT_RUN);
            assertThat(result.grade()).isEqualTo(Grade.REJECTED);
        }
    }

    @Test
    void refusesModelsOfAKnownProductForWhichNoMinimumIsKnown() {
        var scenario = Scenario.genoa();
        scenario.report.u8(0x189, 0x12);
        assertThat(failed(scenario.verify())).containsExactly(Reason.TCB_MINIMUM);
    }

    @Test
    void refusesAReportThatNamesAnotherProductThanItsChain() {
        var scenario = Scenario.genoa();
        scenario.report.u8(0x188, 0x1a).u8(0x189, 0x02);
        assertThat(failed(scenario.verify()))
                .contains(Reason.CHIP_PRODUCT, Reason.CHAIN_ROOT, Reason.CHAIN_LINKS);
    }

    @Test
    void refusesOldReportsEvenOfSoundChips() {
        var scenario = Scenario.genoa();
        scenario.report.u32(0, 2).u32(0x188, 0);
        var result = scenario.verify();
        assertThat(failed(result)).containsExactly(Reason.REPORT_VERSION);
        assertThat(result.check(Reason.PLATFORM_ALIAS).status()).isEqualTo(Status.NOT_RUN);
        assertThat(result.product()).contains(Product.GENOA);
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Refuse.class,
                        refuse ->
                                assertThat(refuse.causes())
                                        .extracting(Check::id)
                                        .containsExactly(
                                                Reason.REPORT_VERSION, Reason.PLATFORM_ALIAS));
    }

    private static void refusesAfter(Consumer<byte[]> change, Reason... failures) {
        var scenario = Scenario.genoa();
        var report = scenario.report.sign().toArray();
        change.accept(report);
        assertThat(failed(scenario.verify(scenario.evidence(Bytes.of(report)))))
                .isEqualTo(Set.of(failures));
    }

    private static byte[] littleEndian(BigInteger number) {
        var big = number.toByteArray();
        var little = new byte[48];
        for (int i = 0; i < 48; i++) {
            little[i] = big[big.length - 1 - i];
        }
        return little;
    }
}
