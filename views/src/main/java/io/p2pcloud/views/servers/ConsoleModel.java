package io.p2pcloud.views.servers;

import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.Servers;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.ViewModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The serial console as the provider recorded it; followed while somebody looks at it. What a
/// guest prints is not trusted: control codes are left out.
public final class ConsoleModel extends ViewModel {
    private static final int CHUNK = 8192;
    private static final int KEPT = 200_000;

    private final ServerId id;
    private final Servers servers;
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final AtomicReference<@Nullable InputStream> stream = new AtomicReference<>();
    private int run;

    ConsoleModel(ServerId id, Servers servers, Background background) {
        super(background);
        this.id = id;
        this.servers = servers;
    }

    public ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }

    /// Why it cannot be read; empty while it can.
    public ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    /// Reads from the beginning again.
    public void again() {
        deactivate();
        activate();
    }

    @Override
    protected void start() {
        int mine = ++run;
        text.set("");
        problem.set(Optional.empty());
        background()
                .run(
                        () -> opened(servers.console(id)),
                        in -> read(in, mine),
                        why -> failed(why, mine));
    }

    private InputStream opened(InputStream in) {
        stream.set(in);
        return in;
    }

    @Override
    protected void stop() {
        run++;
        var open = stream.getAndSet(null);
        if (open != null) {
            background().act(open::close, _ -> {});
        }
    }

    private void failed(Problem why, int mine) {
        if (mine == run) {
            problem.set(Optional.of(why));
        }
    }

    private void read(InputStream in, int mine) {
        if (mine != run) {
            background().act(in::close, _ -> {});
            return;
        }
        background().run(() -> chunk(in), next -> add(in, mine, next), why -> failed(why, mine));
    }

    /// Empty at the end of the stream.
    private static Optional<String> chunk(InputStream in) throws IOException {
        var bytes = new byte[CHUNK];
        int count = in.read(bytes);
        return count < 0
                ? Optional.empty()
                : Optional.of(new String(bytes, 0, count, StandardCharsets.UTF_8));
    }

    private void add(InputStream in, int mine, Optional<String> next) {
        if (mine == run && next.isPresent()) {
            var all = text.get() + plain(next.get());
            text.set(all.length() > KEPT ? all.substring(all.length() - KEPT) : all);
            read(in, mine);
        }
    }

    /// Without terminal sequences (ECMA-48) and control characters other than line ends and tabs.
    static String plain(String printed) {
        return printed.replaceAll("\u001b\\[[0-?]*[ -/]*[@-~]", "")
                .replaceAll("\u001b[^\\[]", "")
                .replace("\r", "")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
    }
}
