package io.p2pcloud.views.provide;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.history.EntryFilter;
import io.p2pcloud.history.Ledger;
import io.p2pcloud.history.Role;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.provider.HostingSnapshot;
import io.p2pcloud.provider.Readiness;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.Navigator;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The provider's side of this computer.
public final class ProvideModel extends ViewModel {
    private final Session session;
    private final Notices notices;
    private final Ledger ledger;
    private final Navigator navigator;
    private final Money money;
    private final Times times;
    private final ReadOnlyObjectWrapper<HostingSnapshot> state;
    private final ReadOnlyObjectWrapper<Optional<Loading<Readiness>>> check =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Listing>> listing =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<TokenAmount> earned =
            new ReadOnlyObjectWrapper<>(TokenAmount.ZERO);
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Instant> now;
    private boolean chosen;

    public ProvideModel(
            Session session,
            Services services,
            Navigator navigator,
            Background background,
            Notices notices) {
        super(background);
        this.session = session;
        this.notices = notices;
        this.navigator = navigator;
        ledger = services.ledger();
        money = new Money(services.money());
        times = new Times(services.clock(), services.zone());
        state = new ReadOnlyObjectWrapper<>(session.hosting().state().get());
        now = new ReadOnlyObjectWrapper<>(times.now());
    }

    public ReadOnlyObjectProperty<HostingSnapshot> state() {
        return state.getReadOnlyProperty();
    }

    /// The newest check; empty before the first.
    public ReadOnlyObjectProperty<Optional<Loading<Readiness>>> check() {
        return check.getReadOnlyProperty();
    }

    /// The form for a new offer; empty until this computer was checked and may sell something.
    public ReadOnlyObjectProperty<Optional<Listing>> listing() {
        return listing.getReadOnlyProperty();
    }

    /// What all leases have paid here, also those that are over.
    public ReadOnlyObjectProperty<TokenAmount> earned() {
        return earned.getReadOnlyProperty();
    }

    /// Goes on to a server of one's own.
    void create() {
        navigator.open(Page.CREATE);
    }

    /// Whether the page shows the check and the form, instead of what runs.
    public ReadOnlyBooleanProperty checking() {
        return checking.getReadOnlyProperty();
    }

    /// Whether an act is being carried out.
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// Every second, for what counts down.
    ReadOnlyObjectProperty<Instant> now() {
        return now.getReadOnlyProperty();
    }

    Money money() {
        return money;
    }

    Times times() {
        return times;
    }

    public void showCheck(boolean shown) {
        chosen = true;
        checking.set(shown);
    }

    /// Examines this computer.
    public void examine() {
        check.set(Optional.of(new Loading.Reading<>(Texts.of("provide.examining"))));
        background()
                .run(
                        () -> session.hosting().check(),
                        this::found,
                        problem -> check.set(Optional.of(new Loading.Failed<>(problem))));
    }

    private void found(Readiness readiness) {
        check.set(Optional.of(new Loading.Ready<>(readiness)));
        if (readiness.tier().isEmpty()) {
            listing.set(Optional.empty());
            return;
        }
        background()
                .run(
                        () ->
                                new Listing(
                                        session.hosting().suggestion(readiness),
                                        readiness.spare(),
                                        session.hosting().stakeDue(),
                                        money.denomination().decimals()),
                        form -> listing.set(Optional.of(form)),
                        notices::failed);
    }

    /// Puts the form's offer on the market.
    public void list() {
        var form = listing.get();
        if (form.isEmpty() || busy.get()) {
            return;
        }
        try {
            var terms = form.get().terms();
            busy.set(true);
            background()
                    .run(
                            () -> session.hosting().list(terms),
                            _ -> {
                                busy.set(false);
                                showCheck(false);
                                notices.say(Tone.SUCCESS, Texts.of("provide.listed"));
                            },
                            problem -> {
                                busy.set(false);
                                notices.failed(problem);
                            });
        } catch (IllegalArgumentException e) {
            notices.say(Tone.WARNING, String.valueOf(e.getMessage()));
        }
    }

    public void acceptLeases(boolean accept) {
        background().act(() -> session.hosting().acceptLeases(accept), notices::failed);
    }

    public void withdrawOffer(OfferId offer) {
        background().act(() -> session.hosting().withdrawOffer(offer), notices::failed);
    }

    public void confirmNow(LeaseId lease) {
        background().act(() -> session.hosting().confirmNow(lease), notices::failed);
    }

    /// Moves what was earned to the provider's account.
    public void withdraw() {
        background()
                .run(
                        () -> session.hosting().withdraw(),
                        amount ->
                                notices.say(
                                        Tone.SUCCESS,
                                        Texts.of("provide.withdrawn", money.amount(amount))),
                        notices::failed);
    }

    @Override
    protected void start() {
        follow(session.hosting().state(), this::changed);
        follow(ledger.summary(), _ -> sumUp());
        every(Duration.ofSeconds(1), () -> now.set(times.now()));
    }

    private void changed(HostingSnapshot next) {
        state.set(next);
        if (!chosen) {
            checking.set(openOffers(next) == 0 && next.leases().isEmpty());
        }
        if (check.get().isEmpty()) {
            next.readiness().ifPresent(this::found);
        }
    }

    private void sumUp() {
        background()
                .run(
                        () -> ledger.totals(EntryFilter.ALL.as(Role.PROVIDER)).earned(),
                        earned::set,
                        notices::failed);
    }

    static long openOffers(HostingSnapshot state) {
        return state.offers().stream().filter(it -> it.mode() != Offer.Mode.WITHDRAWN).count();
    }
}
