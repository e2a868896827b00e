package io.p2pcloud.views.create;

import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.tenant.Review;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.tenant.ServerSpec.Mode;
import io.p2pcloud.tenant.Servers;
import io.p2pcloud.views.common.Restoring;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.session.ImageChoice;
import java.io.IOException;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.beans.Observable;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What the user has filled in so far.
public final class Draft {
    private static final Rate NO_CAP =
            Rate.perMonth(new TokenAmount(java.math.BigInteger.TEN.pow(15)));
    private static final TokenAmount SOME = TokenAmount.ofUnits(1_000_000);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final double FIRST_DAYS = 30;

    final ObjectProperty<Preset> preset = new SimpleObjectProperty<>(Preset.SMALL);
    final IntegerProperty vcpu = new SimpleIntegerProperty(Preset.SMALL.vcpu());
    final IntegerProperty memoryMib = new SimpleIntegerProperty(Preset.SMALL.memoryMib());
    final IntegerProperty diskGib = new SimpleIntegerProperty(Preset.SMALL.diskGib());
    final ObjectProperty<Tier> tier = new SimpleObjectProperty<>(Tier.STANDARD);
    final ObjectProperty<ImageChoice> image;
    final StringProperty name = new SimpleStringProperty("");
    final StringProperty key = new SimpleStringProperty("");
    final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.BEST_OFFER);
    final StringProperty capPerMonth = new SimpleStringProperty("");
    final StringProperty users = new SimpleStringProperty("");
    final StringProperty packages = new SimpleStringProperty("");
    final StringProperty script = new SimpleStringProperty("");
    final DoubleProperty days = new SimpleDoubleProperty(FIRST_DAYS);

    private final List<ImageChoice> images;
    private final int decimals;
    private Optional<Restoring> restoring = Optional.empty();

    Draft(List<ImageChoice> images, String name, int decimals) {
        this.images = images;
        this.decimals = decimals;
        image = new SimpleObjectProperty<>(images.getFirst());
        this.name.set(name);
        preset.addListener((_, _, now) -> {
            if (now != Preset.CUSTOM) {
                resize(now.unit(tier.get()));
            }
        });
    }

    /// A machine such as this one, of the user's own figures.
    void take(ComputeUnit unit) {
        preset.set(Preset.CUSTOM);
        tier.set(unit.tier());
        resize(unit);
    }

    private void resize(ComputeUnit unit) {
        vcpu.set(unit.vcpu());
        memoryMib.set(unit.memoryMib());
        diskGib.set(unit.diskGib());
    }

    /// For the machine of a backup.
    void restore(Restoring from, String as) {
        restoring = Optional.of(from);
        var was = from.backup().spec();
        take(from.backup().unit());
        image.set(
                images.stream()
                        .filter(it -> it.id().equals(was.imageId()))
                        .findFirst()
                        .orElseGet(() -> new ImageChoice(was.imageId(), was.imageId())));
        key.set(was.authorizedKeys().getFirst());
        name.set(as);
    }

    /// The backup that the disk begins with; empty for an empty disk.
    Optional<Restoring> restoring() {
        return restoring;
    }

    /// Confirms what was signed.
    ServerId order(Servers servers, Review signed) throws IOException, InterruptedException {
        return restoring.isPresent()
                ? servers.backups().restore(signed, restoring.get().file())
                : servers.create(signed);
    }

    /// What changes who can take the server.
    List<Observable> wants() {
        return List.of(preset, vcpu, memoryMib, diskGib, tier, mode, capPerMonth);
    }

    /// What else is signed.
    List<Observable> rest() {
        return List.of(image, name, key, users, packages, script, days);
    }

    ComputeUnit unit() {
        return new ComputeUnit(
                vcpu.get(), memoryMib.get(), diskGib.get(), Preset.BANDWIDTH_MBPS, tier.get());
    }

    Duration time() {
        return Duration.ofDays(Math.round(days.get()));
    }

    TokenAmount deposit(Rate rate) {
        return rate.cost(time(), RoundingMode.UP);
    }

    /// The user's own price cap.
    ///
    /// @throws IllegalArgumentException with a sentence when it is no amount
    Optional<Rate> cap() {
        var text = capPerMonth.get().strip().replace(',', '.');
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Rate.perMonth(TokenAmount.ofDecimal(text, decimals)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Texts.of("create.cap.wrong", text), e);
        }
    }

    /// The lowest price cap, as it is typed, that lets a price through.
    String capAt(Rate price) {
        var month = price.cost(MONTH, RoundingMode.UP);
        while (Rate.perMonth(month).compareTo(price) < 0) {
            month = month.plus(TokenAmount.ofUnits(1));
        }
        return month.toDecimal(decimals).stripTrailingZeros().toPlainString();
    }

    /// To ask who can take it: everything that does not matter for that is filled in.
    ///
    /// @throws IllegalArgumentException with a sentence
    ServerSpec question(String anyKey) {
        return new ServerSpec(
                "question",
                unit(),
                image.get().id(),
                List.of(anyKey),
                FirstBoot.NONE,
                cap().orElse(NO_CAP),
                SOME,
                mode.get());
    }

    /// The smallest machine at any price, to see the whole market of such machines.
    ServerSpec anything(String anyKey) {
        return new ServerSpec(
                "question",
                new ComputeUnit(1, 1, 1, 1, tier.get()),
                image.get().id(),
                List.of(anyKey),
                FirstBoot.NONE,
                NO_CAP,
                SOME,
                Mode.BEST_OFFER);
    }

    /// As it will be signed: without a cap of the user's own, the best price is the cap.
    ///
    /// @throws IllegalArgumentException with a sentence for the first thing that is missing
    ServerSpec spec(Optional<Rate> best) {
        var cap =
                cap().or(() -> best)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        Texts.of(
                                                mode.get() == Mode.WAIT_FOR_BIDS
                                                        ? "create.cap.needed"
                                                        : "create.nobody")));
        if (key.get().isBlank()) {
            throw new IllegalArgumentException(Texts.of("create.key.needed"));
        }
        return new ServerSpec(
                name.get().strip(),
                unit(),
                image.get().id(),
                List.of(key.get().strip()),
                new FirstBoot(names(users), names(packages), script.get().strip()),
                cap,
                deposit(best.orElse(cap)),
                mode.get());
    }

    /// Names with blanks or commas between them.
    private static List<String> names(StringProperty typed) {
        return Pattern.compile("[\\s,]+")
                .splitAsStream(typed.get())
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
