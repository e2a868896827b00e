package io.p2pcloud.views.parts;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// Asks the user for files. They are the system's own windows, which only a person can use.
public interface FileDialogs {
    /// What is to be read; empty when the user thought better of it.
    List<Path> read(Window owner, String title);

    /// Where to write; empty when the user thought better of it.
    ///
    /// @param name a proposal
    Optional<Path> write(Window owner, String title, String name);

    /// The desktop's.
    static FileDialogs ofDesktop() {
        return new FileDialogs() {
            @Override
            public List<Path> read(Window owner, String title) {
                var chooser = new FileChooser();
                chooser.setTitle(title);
                var files = chooser.showOpenMultipleDialog(owner);
                return files == null ? List.of() : files.stream().map(File::toPath).toList();
            }

            @Override
            public Optional<Path> write(Window owner, String title, String name) {
                var chooser = new FileChooser();
                chooser.setTitle(title);
                chooser.setInitialFileName(name);
                return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
            }
        };
    }
}
