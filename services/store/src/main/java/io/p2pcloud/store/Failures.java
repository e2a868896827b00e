package io.p2pcloud.store;

import io.p2pcloud.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Locale;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/// Turns what the disk and the database engine throw into one sentence.
final class Failures {
    private Failures() {}

    /// @param act in the infinitive, for example `lock /data/ledger.lock`
    static StoreException of(String act, IOException e) {
        return new StoreException(Reason.DISK, "Could not " + act + ": " + words(e), e);
    }

    /// @param file for the message
    static StoreException of(String file, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException store) {
                return store;
            }
            if (cause instanceof IOException io) {
                return of("read or write " + file, io);
            }
        }
        return switch (reason(e)) {
            case IN_USE ->
                    new StoreException(
                            Reason.IN_USE,
                            file + " is open in another program: close that one and try again.",
                            e);
            case NEWER ->
                    new StoreException(
                            Reason.NEWER,
                            file
                                    + " was written by a newer version of P2P Cloud: start that"
                                    + " version, or restore an older backup.",
                            e);
            case CORRUPT -> new StoreException(Reason.CORRUPT, file + " is damaged: " + root(e), e);
            case DISK ->
                    new StoreException(
                            Reason.DISK,
                            "Could not read or write "
                                    + file
                                    + " ("
                                    + root(e)
                                    + "): check the"
                                    + " disk, then start P2P Cloud again.",
                            e);
            case UNSAFE, CHANGED, STATEMENT ->
                    new StoreException(
                            Reason.STATEMENT, "A statement on " + file + " failed: " + root(e), e);
        };
    }

    private static Reason reason(Throwable e) {
        var found = Reason.STATEMENT;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            // The innermost cause with an opinion is the most precise.
            var here =
                    switch (cause) {
                        case SQLException sql -> ofSql(sql.getErrorCode());
                        case MVStoreException store -> ofStore(store.getErrorCode());
                        default -> Reason.STATEMENT;
                    };
            if (here != Reason.STATEMENT) {
                found = here;
            }
        }
        return found;
    }

    private static Reason ofSql(int code) {
        return switch (code) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 -> Reason.IN_USE;
            case ErrorCode.FILE_CORRUPTED_1 -> Reason.CORRUPT;
            case ErrorCode.FILE_VERSION_ERROR_1 -> Reason.NEWER;
            case ErrorCode.IO_EXCEPTION_1,
                    ErrorCode.IO_EXCEPTION_2,
                    ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
                    ErrorCode.DATABASE_IS_READ_ONLY ->
                    Reason.DISK;
            default -> Reason.STATEMENT;
        };
    }

    private static Reason ofStore(int code) {
        return switch (code) {
            case DataUtils.ERROR_FILE_LOCKED -> Reason.IN_USE;
            case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND -> Reason.CORRUPT;
            case DataUtils.ERROR_UNSUPPORTED_FORMAT -> Reason.NEWER;
            case DataUtils.ERROR_READING_FAILED,
                    DataUtils.ERROR_WRITING_FAILED,
                    DataUtils.ERROR_CLOSED ->
                    Reason.DISK;
            default -> Reason.STATEMENT;
        };
    }

    private static String words(IOException e) {
        var message = e.getMessage() == null ? e.toString() : e.getMessage();
        if (message.toLowerCase(Locale.ROOT).contains("no space left")) {
            return "the disk is full; free some space, then start P2P Cloud again.";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied; check who owns it.";
        }
        return (e instanceof FileSystemException file && file.getReason() != null
                        ? file.getReason()
                        : message)
                + ".";
    }

    private static String root(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        int line = message.indexOf('\n');
        return line < 0 ? message : message.substring(0, line);
    }
}
