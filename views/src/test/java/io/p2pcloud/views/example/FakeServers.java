package io.p2pcloud.views.example;

import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.Offer;
import io.p2pcloud.tenant.Candidates;
import io.p2pcloud.tenant.Candidates.Requirement;
import io.p2pcloud.tenant.GuestSize;
import io.p2pcloud.tenant.Review;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.tenant.Servers;
import io.p2pcloud.tenant.Shell;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Servers that answer at once from what a test put into them, and write down what was asked.
public final class FakeServers implements Servers {
    public final Signal<List<ServerSnapshot>> all = new Signal<>(List.of());
    public final List<Offer> offers = new CopyOnWriteArrayList<>();
    public final List<String> acts = new CopyOnWriteArrayList<>();
    public final List<String> keys = new CopyOnWriteArrayList<>(List.of(Example.KEY));

    /// Those that were opened.
    public final List<FakeShell> shells = new CopyOnWriteArrayList<>();

    public final FakeBackups backups = new FakeBackups();

    public volatile String console = "";
    public volatile @Nullable String broken;
    public volatile @Nullable Review confirmed;

    private void check() throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
    }

    @Override
    public Signal<List<ServerSnapshot>> servers() {
        return all;
    }

    @Override
    public Candidates candidates(ServerSpec spec) throws IOException {
        check();
        var fits = new ArrayList<Candidates.Fit>();
        var out = new EnumMap<Requirement, Integer>(Requirement.class);
        for (var offer : offers) {
            missed(offer, spec)
                    .ifPresentOrElse(
                            it -> out.merge(it, 1, Integer::sum),
                            () ->
                                    fits.add(
                                            new Candidates.Fit(
                                                    offer,
                                                    "0x8B02…51de",
                                                    "this computer",
                                                    offer.price())));
        }
        fits.sort(Comparator.comparing(Candidates.Fit::rate));
        return new Candidates(
                fits,
                out,
                fits.isEmpty()
                        ? TokenAmount.ZERO
                        : fits.getFirst().rate().cost(Duration.ofDays(11)),
                Duration.ofDays(30));
    }

    private static Optional<Requirement> missed(Offer offer, ServerSpec spec) {
        if (offer.unit().tier() != spec.unit().tier()) {
            return Optional.of(Requirement.TIER);
        }
        if (offer.unit().vcpu() < spec.unit().vcpu()) {
            return Optional.of(Requirement.VCPU);
        }
        if (offer.unit().memoryMib() < spec.unit().memoryMib()) {
            return Optional.of(Requirement.MEMORY);
        }
        if (offer.unit().diskGib() < spec.unit().diskGib()) {
            return Optional.of(Requirement.DISK);
        }
        return offer.price().compareTo(spec.priceCap()) > 0
                ? Optional.of(Requirement.PRICE)
                : Optional.empty();
    }

    @Override
    public Review review(ServerSpec spec) throws IOException {
        var found = candidates(spec);
        var deposit = spec.deposit();
        return new Review(
                spec,
                found,
                List.of(
                        new Review.Signing(
                                "Lets the market take the deposit from your account, once.",
                                List.of(
                                        new Review.Field(
                                                "contract",
                                                "0x1c7d4b196cb0c7b01d743fbc6116a902379c7238"),
                                        new Review.Field(
                                                "spender",
                                                "0x5fbdb2315678afecb367f032d93f642f64180aa3"),
                                        new Review.Field(
                                                "amount", deposit.toDecimal(6) + " USDC"))),
                        new Review.Signing(
                                "Takes the cheapest offer that fits, at once, and puts the deposit"
                                        + " into its escrow.",
                                List.of(
                                        new Review.Field(
                                                "contract",
                                                "0x5fbdb2315678afecb367f032d93f642f64180aa3"),
                                        new Review.Field("offer", "1"),
                                        new Review.Field(
                                                "provider", Example.PROVIDER.checksummed()),
                                        new Review.Field(
                                                "highest price per month", "4.229999 USDC"),
                                        new Review.Field(
                                                "deposit", deposit.toDecimal(6) + " USDC"))),
                        new Review.Signing(
                                "Makes a launch key for this server. It starts and stops the"
                                        + " machine and unlocks its disk; it can move no money.",
                                List.of(
                                        new Review.Field(
                                                "market",
                                                "0x5fbdb2315678afecb367f032d93f642f64180aa3"),
                                        new Review.Field("kept", "on this computer")))),
                deposit,
                Example.money("1000"));
    }

    @Override
    public ServerId create(Review review) {
        try {
            check();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        confirmed = review;
        var server = Example.launching(9, review.spec().name());
        all.update(before -> {
            var next = new ArrayList<>(before);
            next.addFirst(server);
            return List.copyOf(next);
        });
        return server.id();
    }

    @Override
    public void topUp(ServerId id, TokenAmount amount) throws IOException {
        check();
        acts.add("top up " + id + " by " + amount.units());
    }

    @Override
    public String sshCommand(ServerId id) throws IOException {
        check();
        return "ssh -i /home/me/.ssh/id_ed25519 -o UserKnownHostsFile=/data/ssh/x -p 40022"
                + " root@127.0.0.1";
    }

    @Override
    public void stop(ServerId id) {
        acts.add("stop " + id);
    }

    @Override
    public void start(ServerId id) {
        acts.add("start " + id);
    }

    @Override
    public void restart(ServerId id) {
        acts.add("restart " + id);
    }

    @Override
    public FakeBackups backups() {
        return backups;
    }

    @Override
    public void accept(ServerId id) {
        acts.add("accept " + id);
    }

    @Override
    public void rebuild(ServerId id, String imageId) throws IOException {
        check();
        acts.add("rebuild " + id + " with " + imageId);
    }

    @Override
    public void rescue(ServerId id) throws IOException {
        check();
        acts.add("rescue " + id);
    }

    @Override
    public void resize(ServerId id, GuestSize size) throws IOException {
        check();
        acts.add("resize %s to %d vCPU and %d MiB".formatted(id, size.vcpu(), size.memoryMib()));
    }

    @Override
    public void close(ServerId id) {
        acts.add("close " + id);
    }

    @Override
    public Shell openShell(ServerId id, int columns, int rows) throws IOException {
        check();
        acts.add("shell " + id);
        var shell = new FakeShell();
        shells.add(shell);
        return shell;
    }

    @Override
    public String run(ServerId id, String command, Duration timeout) throws IOException {
        check();
        return "";
    }

    @Override
    public InputStream console(ServerId id) throws IOException {
        check();
        return new ByteArrayInputStream(console.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> sshKeysFound() {
        return List.copyOf(keys);
    }

    @Override
    public String ownSshKey() {
        return Example.OWN_KEY;
    }
}
