package io.p2pcloud.views.create;

import io.p2pcloud.common.Rate;
import io.p2pcloud.market.Offer;
import io.p2pcloud.tenant.Candidates;
import io.p2pcloud.tenant.Review;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSpec.Mode;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Restoring;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.ImageChoice;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// From an empty form to one confirmation.
public final class CreateModel extends ViewModel {
    private final Session session;
    private final Consumer<ServerId> created;
    private final Money money;
    private final Times times;
    private final Draft draft;
    private final ReadOnlyObjectWrapper<Keys> keys =
            new ReadOnlyObjectWrapper<>(new Keys(List.of(), ""));
    private final ReadOnlyObjectWrapper<Loading<Candidates>> answer =
            new ReadOnlyObjectWrapper<>(new Loading.Reading<>(Texts.of("create.looking")));
    private final ReadOnlyObjectWrapper<List<Candidates.Fit>> market =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Loading<Review>>> review =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> refused =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private int questions;
    private boolean confirming;
    private boolean filled;

    /// @param created is told of the new server
    public CreateModel(
            Session session, Services services, Background background, Consumer<ServerId> created) {
        super(background);
        this.session = session;
        this.created = created;
        money = new Money(services.money());
        times = new Times(services.clock(), services.zone());
        var name = FreshName.beside(session.servers().servers().get());
        draft = new Draft(session.images(), name, services.money().decimals());
        draft.tier.addListener(_ -> otherMarket());
        draft.wants().forEach(it -> it.addListener(_ -> ask()));
        draft.rest().forEach(it -> it.addListener(_ -> judge()));
    }

    /// Fills the form in for a machine of an offer's size at its price.
    public void want(Offer offer) {
        filled = true;
        draft.take(offer.unit());
        draft.capPerMonth.set(draft.capAt(offer.price()));
    }

    /// Fills the form in for the machine of a backup, whose disk the new one begins with.
    public void restore(Restoring from) {
        filled = true;
        draft.restore(from, from.name(session.servers().servers().get()));
    }

    Draft draft() {
        return draft;
    }

    List<ImageChoice> images() {
        return session.images();
    }

    ReadOnlyObjectProperty<Keys> keys() {
        return keys.getReadOnlyProperty();
    }

    Money money() {
        return money;
    }

    Times times() {
        return times;
    }

    /// Who could take the draft right now.
    public ReadOnlyObjectProperty<Loading<Candidates>> answer() {
        return answer.getReadOnlyProperty();
    }

    /// Every offer that is open for a machine of any size of the draft's tier, cheapest first.
    ReadOnlyObjectProperty<List<Candidates.Fit>> market() {
        return market.getReadOnlyProperty();
    }

    /// Empty while the user fills in the form.
    public ReadOnlyObjectProperty<Optional<Loading<Review>>> review() {
        return review.getReadOnlyProperty();
    }

    /// Why the confirmation came to nothing; empty otherwise.
    public ReadOnlyObjectProperty<Optional<Problem>> refused() {
        return refused.getReadOnlyProperty();
    }

    /// What stands in the way of a review, as one sentence; empty when nothing does.
    public ReadOnlyStringProperty obstacle() {
        return obstacle.getReadOnlyProperty();
    }

    /// The best price for a size among the offers on the market.
    Optional<Rate> bestFor(Preset size) {
        var unit = size.unit(draft.tier.get());
        return market.get().stream()
                .filter(fit -> Preset.holds(fit.offer().unit(), unit))
                .map(Candidates.Fit::rate)
                .findFirst();
    }

    Optional<Rate> best() {
        return answer.get() instanceof Loading.Ready<Candidates>(var found)
                        && !found.fits().isEmpty()
                ? Optional.of(found.fits().getFirst().rate())
                : Optional.empty();
    }

    /// Goes on to what will be signed.
    public void goOn() {
        judge();
        if (!obstacle.get().isEmpty()) {
            return;
        }
        var spec = draft.spec(best());
        review.set(Optional.of(new Loading.Reading<>(Texts.of("create.reviewing"))));
        refused.set(Optional.empty());
        background()
                .run(
                        () -> session.servers().review(spec),
                        found -> reviewed(new Loading.Ready<>(found)),
                        problem -> reviewed(new Loading.Failed<>(problem)));
    }

    private void reviewed(Loading<Review> found) {
        if (review.get().isPresent()) {
            review.set(Optional.of(found));
        }
    }

    /// Back to the form.
    public void goBack() {
        review.set(Optional.empty());
        refused.set(Optional.empty());
        ask();
    }

    /// The one confirmation: signs and creates.
    public void confirm() {
        if (confirming
                || !(review.get().orElse(null) instanceof Loading.Ready<Review>(var signed))) {
            return;
        }
        confirming = true;
        refused.set(Optional.empty());
        background()
                .run(
                        () -> draft.order(session.servers(), signed),
                        id -> {
                            confirming = false;
                            created.accept(id);
                        },
                        problem -> {
                            confirming = false;
                            refused.set(Optional.of(problem));
                        });
    }

    @Override
    protected void start() {
        background()
                .run(
                        () ->
                                new Keys(
                                        session.servers().sshKeysFound(),
                                        session.servers().ownSshKey()),
                        this::keysFound,
                        this::unanswered);
    }

    private void keysFound(Keys found) {
        keys.set(found);
        if (draft.key.get().isBlank()) {
            draft.key.set(found.all().getFirst());
        }
        readMarket();
    }

    /// Nothing of what was read of other machines is true of these.
    private void otherMarket() {
        filled = true;
        market.set(List.of());
        answer.set(new Loading.Reading<>(Texts.of("create.looking")));
        readMarket();
    }

    private void readMarket() {
        var anyKey = keys.get().own();
        if (anyKey.isEmpty()) {
            return; // it is read as soon as the keys are known
        }
        var tier = draft.tier.get();
        var question = draft.anything(anyKey);
        background()
                .run(
                        () -> session.servers().candidates(question),
                        found -> {
                            if (tier == draft.tier.get()) {
                                market.set(found.fits());
                                fill();
                                ask();
                            }
                        },
                        this::unanswered);
    }

    private void unanswered(Problem problem) {
        answer.set(new Loading.Failed<>(problem));
        judge();
    }

    /// The first time: the largest usual size that somebody offers.
    private void fill() {
        if (filled || market.get().isEmpty()) {
            return;
        }
        filled = true;
        for (var size : List.of(Preset.MEDIUM, Preset.SMALL)) {
            if (bestFor(size).isPresent()) {
                draft.preset.set(size);
                return;
            }
        }
        draft.take(market.get().getFirst().offer().unit());
    }

    /// Asks the market again.
    public void ask() {
        int mine = ++questions;
        try {
            var question = draft.question(keys.get().own());
            background()
                    .run(
                            () -> session.servers().candidates(question),
                            found -> answered(mine, new Loading.Ready<>(found)),
                            problem -> answered(mine, new Loading.Failed<>(problem)));
        } catch (IllegalArgumentException _) {
            // The form is not a question yet; what is missing stands beneath the button.
        }
        judge();
    }

    private void answered(int question, Loading<Candidates> found) {
        if (question == questions) {
            answer.set(found);
            judge();
        }
    }

    private void judge() {
        try {
            boolean nobody =
                    draft.mode.get() == Mode.BEST_OFFER
                            && answer.get() instanceof Loading.Ready<Candidates>
                            && best().isEmpty();
            if (answer.get() instanceof Loading.Failed<Candidates>) {
                obstacle.set(Texts.of("create.unanswered"));
                return;
            }
            var _ = draft.spec(best());
            obstacle.set(nobody ? Texts.of("create.nobody") : "");
        } catch (IllegalArgumentException e) {
            obstacle.set(String.valueOf(e.getMessage()));
        }
    }
}
