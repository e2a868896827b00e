package io.p2pcloud.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The product's classes and sources.
final class Product {
    /// Imported once: it takes seconds.
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains("/test-classes/"))
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("io.p2pcloud");

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

    private Product() {}

    static JavaClasses classes() {
        return CLASSES;
    }

    /// Every Java source of the project, relative to its root.
    static List<Path> sources() {
        var root = root();
        var sources = new ArrayList<Path>();
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            return NOT_OURS.contains(name(folder))
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (name(file).endsWith(".java")) {
                                sources.add(root.relativize(file));
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    static List<String> lines(Path source) {
        try {
            return Files.readAllLines(root().resolve(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isTest(Path source) {
        return source.toString().contains("src/test/");
    }

    static String name(Path file) {
        var name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("hardware-probe"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("not started inside the project");
        }
        return folder;
    }
}
