package io.p2pcloud.views.wallet;

import io.p2pcloud.common.Address;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.AccountLine;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.session.Session;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The accounts and their money.
public final class WalletModel extends ViewModel {
    private final Session session;
    private final Notices notices;
    private final Money money;
    private final Times times;
    private final ReadOnlyObjectWrapper<List<AccountLine>> accounts =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    public WalletModel(Session session, Services services, Background background, Notices notices) {
        super(background);
        this.session = session;
        this.notices = notices;
        money = new Money(services.money());
        times = new Times(services.clock(), services.zone());
    }

    /// Empty until they were read.
    public ReadOnlyObjectProperty<List<AccountLine>> accounts() {
        return accounts.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    boolean isTestMoney() {
        return session.testMoney();
    }

    Money money() {
        return money;
    }

    Times times() {
        return times;
    }

    /// Sends an account's credit in the market to the account.
    public void withdraw(Address account) {
        busy.set(true);
        background()
                .run(
                        () -> session.purse().withdraw(account),
                        amount -> {
                            busy.set(false);
                            notices.say(
                                    Tone.SUCCESS,
                                    Texts.of("provide.withdrawn", money.amount(amount)));
                        },
                        problem -> {
                            busy.set(false);
                            notices.failed(problem);
                        });
    }

    @Override
    protected void start() {
        follow(session.purse().accounts(), accounts::set);
    }
}
