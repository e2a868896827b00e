package io.p2pcloud.views.example;

import io.p2pcloud.views.parts.FileDialogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/// Answers at once with what the user would choose.
public final class FakeDialogs implements FileDialogs {
    public volatile List<Path> toRead = List.of();
    public volatile Optional<Path> toWrite = Optional.empty();

    @Override
    public List<Path> read(Window owner, String title) {
        return toRead;
    }

    @Override
    public Optional<Path> write(Window owner, String title, String name) {
        return toWrite.map(folder -> folder.resolve(name));
    }
}
