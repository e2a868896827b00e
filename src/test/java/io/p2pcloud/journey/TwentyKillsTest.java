package io.p2pcloud.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// One server whose every part is ended by `kill -9`, again and again, at moments that nothing in
/// the program chose.
@Tag("long")
@ParameterizedClass
@EnumSource
class TwentyKillsTest {
    private static final long SEED = 20_261_129;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MOST_MILLIS = 4000;
    private static final int FIRST_LAUNCH_MILLIS = 20_000;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BANNER = Duration.ofSeconds(20);
    private static final String KEPT = "written-before-the-first-kill";
    private static final Pattern PORT = Pattern.compile(" -p (\\d+) ");

    /// The machine's own word about its disk's key (the kernel's uapi/linux/dm-ioctl.h; nobody has
    /// dmsetup in there): the table that the agent loaded.
    private static final String TELL_KEY =
            """
            perl -e '
                open my $control, "+<", "/dev/mapper/control" or die $!;
                my $request = pack("L3 L7 Q a128 a136", 4, 0, 0, 4096, 312, 0, 0, 16, 0, 0, 0,
                    "data", "") . "\\0" x (4096 - 312);
                ioctl $control, 0xc138fd0c, $request or die $!;
                print unpack "Z*", substr $request, 352'
            """;

    private enum Victim {
        /// The program that keeps the server: wallet, provider and tenant in one process.
        PROGRAM,
        /// The guest's QEMU.
        MACHINE,
        /// The agent's process that outlives the start of the guest's system: it signs what the
        /// provider is paid by.
        AGENT,
        /// The daemon under which the guest runs, where there is one; another follows at once.
        LIBVIRTD
    }

    /// Who runs the guest.
    enum Host {
        PROGRAM_ITSELF,
        LIBVIRT
    }

    @TempDir private Path keys;

    private final Host host;
    private final Random random = new Random(SEED);
    private ProductProcesses product;
    private GuestShell shell;
    private @Nullable LibvirtUser libvirt;
    private @Nullable ToldLines guarding;

    TwentyKillsTest(Host host) {
        this.host = host;
    }

    @BeforeEach
    void makeFolder() throws Exception {
        if (host == Host.LIBVIRT) {
            libvirt = LibvirtUser.make();
            product = libvirt.product();
        } else {
            product = new ProductProcesses();
        }
        shell = new GuestShell();
    }

    @AfterEach
    void removeWhatIsLeft() throws IOException {
        shell.close();
        product.close();
        if (libvirt != null) {
            libvirt.close();
        }
    }

    @Test
    void nothingIsLostAndNothingIsLeftByTwentyKills() throws Exception {
        var kills = kills();
        var made = firstLaunch(kills);
        var lease = made.path("lease").asString();
        assertThat(lease).isNotEmpty();

        guard();
        enter();
        assertThat(shell.run("echo " + KEPT + " > /root/kept; sync")).isEmpty();
        var key = diskKey();
        for (var victim : kills) {
            kill(victim);
        }
        enter();
        assertThat(shell.run("cat /root/kept").strip()).isEqualTo(KEPT);
        assertThat(shell.run("systemctl is-active p2pcloud-heartbeat").strip()).isEqualTo("active");
        assertThat(diskKey()).as("the key that the disk was made with").isEqualTo(key);
        assertThat(guardian().end()).isLessThan(144);

        assertKeyIsNowhere(key);
        var told = product.finished(product.start("quickstart", "--json"));
        assertThat(told.path("lease").asString()).as("still the same lease").isEqualTo(lease);
        SettledStory.check(told, product);
        assertKeyIsNowhere(key);
    }

    /// Twenty, in an order that has no meaning; those of the first launch are among them.
    private List<Victim> kills() {
        var kills = new ArrayList<Victim>();
        boolean daemon = host == Host.LIBVIRT;
        kills.addAll(Collections.nCopies(daemon ? 7 : 8, Victim.PROGRAM));
        kills.addAll(Collections.nCopies(daemon ? 5 : 6, Victim.MACHINE));
        kills.addAll(Collections.nCopies(daemon ? 4 : 6, Victim.AGENT));
        kills.addAll(Collections.nCopies(daemon ? 4 : 0, Victim.LIBVIRTD));
        Collections.shuffle(kills, random);
        return kills;
    }

    /// Two of the program's ends fall into the first launch, when nothing is finished yet.
    private JsonNode firstLaunch(List<Victim> kills) throws Exception {
        for (int i = 0; i < 2; i++) {
            var _ = kills.remove(Victim.PROGRAM);
            var program = quickstart();
            pause(FIRST_LAUNCH_MILLIS);
            program.destroyForcibly().waitFor();
        }
        return product.finished(quickstart());
    }

    private Process quickstart() throws IOException {
        var publicKey = Files.writeString(keys.resolve("key.pub"), shell.publicLine() + "\n");
        return product.start("quickstart", "--keep", "--json", "--ssh-key", publicKey.toString());
    }

    private void kill(Victim victim) throws Exception {
        switch (victim) {
            case PROGRAM -> {
                pause(MOST_MILLIS);
                guardian().close();
                guard();
            }
            case MACHINE -> {
                var machine = awaitMachine();
                pause(MOST_MILLIS);
                ProductProcesses.endAll(List.of(machine));
            }
            case AGENT -> {
                enter();
                pause(MOST_MILLIS);
                var _ = shell.run("systemctl kill --signal=KILL p2pcloud-heartbeat");
            }
            case LIBVIRTD -> {
                pause(MOST_MILLIS);
                Objects.requireNonNull(libvirt).daemon().kill();
            }
        }
    }

    private ToldLines guardian() {
        return Objects.requireNonNull(guarding);
    }

    private void guard() throws IOException {
        guarding = new ToldLines(product.start("guardian", "--json"));
    }

    private ProcessHandle awaitMachine() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var machine = product.machines().findFirst();
            if (machine.isPresent()) {
                return machine.get();
            }
            wait(LOOK);
        }
        throw new AssertionError("no machine was started");
    }

    /// Logs in as soon as the machine of this moment lets one in.
    private void enter() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var shut = new AssertionError("the guardian tells of no address");
        while (System.nanoTime() < deadline) {
            var server = guardian().latest(PATIENCE);
            var ssh = PORT.matcher(server.path("ssh").asString(""));
            if (ssh.find()) {
                try {
                    shell.login(Integer.parseInt(ssh.group(1)), BANNER);
                    return;
                } catch (IOException e) {
                    // Killed perhaps, and the guardian has not seen it yet.
                    shut = new AssertionError("not let in: " + server, e);
                }
            }
            wait(LOOK);
        }
        throw shut;
    }

    private String diskKey() throws IOException {
        var key = shell.run(TELL_KEY).split(" ", 3)[1];
        assertThat(key).matches("[0-9a-f]{128}");
        return key;
    }

    /// Neither as bytes nor as text, neither whole nor in halves, which are keys of their own.
    private void assertKeyIsNowhere(String key) throws IOException {
        var forms = new ArrayList<byte[]>();
        for (var half :
                List.of(key.substring(0, key.length() / 2), key.substring(key.length() / 2))) {
            forms.add(HexFormat.of().parseHex(half));
            forms.add(ascii(half));
            forms.add(ascii(half.toUpperCase(Locale.ROOT)));
        }
        var whole = HexFormat.of().parseHex(key);
        forms.add(ascii(Base64.getEncoder().withoutPadding().encodeToString(whole)));
        forms.add(ascii(Base64.getUrlEncoder().withoutPadding().encodeToString(whole)));
        var places = new ArrayList<>(List.of(product.home()));
        if (libvirt != null) {
            places.addAll(libvirt.daemon().folders());
        }
        for (var place : places) {
            assertThat(DiskSearch.holderOfAny(place, forms)).isEmpty();
        }
        // And if it were there, it would be found.
        var leak = Files.writeString(keys.resolve("leak"), "some words before it " + key);
        assertThat(DiskSearch.holderOfAny(keys, forms)).contains(leak);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void pause(int most) throws InterruptedException {
        wait(Duration.ofMillis(random.nextInt(most)));
    }

    private static void wait(Duration time) throws InterruptedException {
        var _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
