package io.p2pcloud.views.servers;

import io.p2pcloud.tenant.GuestSize;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.Servers;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.session.ImageChoice;
import io.p2pcloud.views.session.Session;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;

/// The machine of a server: its power, its size, and the system it runs.
public final class MachineModel extends ViewModel {
    private final ServerId id;
    private final Session session;
    private final Notices notices;
    private final ReadOnlyObjectWrapper<Optional<ServerSnapshot>> server =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> offline =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper acting = new ReadOnlyBooleanWrapper();
    private final IntegerProperty vcpu = new SimpleIntegerProperty(1);
    private final IntegerProperty memoryMib = new SimpleIntegerProperty(GuestSize.LEAST_MEMORY_MIB);
    private Optional<GuestSize> known = Optional.empty();

    MachineModel(ServerId id, Session session, Background background, Notices notices) {
        super(background);
        this.id = id;
        this.session = session;
        this.notices = notices;
    }

    /// Empty when there is no such server any more.
    ReadOnlyObjectProperty<Optional<ServerSnapshot>> server() {
        return server.getReadOnlyProperty();
    }

    /// Why nothing can be done just now; empty while the chain answers.
    ReadOnlyObjectProperty<Optional<String>> offline() {
        return offline.getReadOnlyProperty();
    }

    /// Whether a decision of the user's is on its way.
    ReadOnlyBooleanProperty acting() {
        return acting.getReadOnlyProperty();
    }

    /// What the user fills in; follows the server's size while that changes.
    public IntegerProperty vcpu() {
        return vcpu;
    }

    /// The same of memory.
    public IntegerProperty memoryMib() {
        return memoryMib;
    }

    List<ImageChoice> images() {
        return session.images();
    }

    String image(String imageId) {
        return images().stream()
                .filter(it -> it.id().equals(imageId))
                .map(ImageChoice::title)
                .findFirst()
                .orElse(imageId);
    }

    public void startMachine() {
        act(servers -> servers.start(id), "");
    }

    public void stopMachine() {
        act(servers -> servers.stop(id), "");
    }

    public void restart() {
        act(servers -> servers.restart(id), "");
    }

    /// Starts it once into a spare system, with its own under `/mnt`.
    public void rescue() {
        act(servers -> servers.rescue(id), "");
    }

    /// Gives the machine what was filled in, from its next start on.
    public void resize() {
        try {
            var size = new GuestSize(vcpu.get(), memoryMib.get());
            act(servers -> servers.resize(id, size), Texts.of("machine.resized"));
        } catch (IllegalArgumentException e) {
            notices.failed(Problem.of(e));
        }
    }

    /// Destroys its disk and starts a fresh system.
    public void rebuild(ImageChoice image) {
        act(servers -> servers.rebuild(id, image.id()), "");
    }

    private interface Act {
        void run(Servers servers) throws Exception;
    }

    /// @param words said when it is begun; empty when the screen shows it
    private void act(Act act, String words) {
        if (acting.get()) {
            return;
        }
        acting.set(true);
        background()
                .run(
                        () -> {
                            act.run(session.servers());
                            return words;
                        },
                        said -> {
                            acting.set(false);
                            if (!said.isEmpty()) {
                                notices.say(Tone.SUCCESS, said);
                            }
                        },
                        why -> {
                            acting.set(false);
                            notices.failed(why);
                        });
    }

    @Override
    protected void start() {
        follow(session.servers().servers(), this::changed);
        follow(session.chain(), this::chainChanged);
    }

    private void changed(List<ServerSnapshot> all) {
        server.set(all.stream().filter(it -> it.id().equals(id)).findFirst());
        var size = server.get().map(it -> it.upkeep().size());
        if (!size.equals(known)) {
            known = size;
            size.ifPresent(it -> {
                vcpu.set(it.vcpu());
                memoryMib.set(it.memoryMib());
            });
        }
    }

    private void chainChanged(ChainStatus now) {
        offline.set(
                now instanceof ChainStatus.Lost(_, _, String sentence)
                        ? Optional.of(sentence)
                        : Optional.empty());
    }
}
