package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.UnknownClassOrMethodId;

/** What the client's exceptions mean, in words. */
public final class BrokerFailures {

    /** Of methods about queues, in the protocol. */
    private static final int QUEUE_CLASS = 50;

    private BrokerFailures() {
    }

    /** The broker's own words where it said something, else what went wrong on the way to it. */
    public static String reason(Throwable failure) {
        ShutdownSignalException signal = find(failure, ShutdownSignalException.class);
        if (signal != null) {
            return reason(signal);
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof UnknownHostException) {
            return "unknown host " + cause.getMessage();
        }
        if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof EOFException) {
            return "the connection was closed by the other side";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String reason(ShutdownSignalException signal) {
        Method method = signal.getReason();
        if (method instanceof AMQP.Channel.Close close) {
            return close.getReplyCode() + " " + close.getReplyText();
        }
        if (method instanceof AMQP.Connection.Close close) {
            return close.getReplyCode() + " " + close.getReplyText();
        }
        return signal.getCause() == null ? "closed" : reason(signal.getCause());
    }

    /** The code with which the broker closed the channel or connection, 0 if it did not. */
    public static int code(Throwable failure) {
        ShutdownSignalException signal = find(failure, ShutdownSignalException.class);
        if (signal != null && signal.getReason() instanceof AMQP.Channel.Close close) {
            return close.getReplyCode();
        }
        if (signal != null && signal.getReason() instanceof AMQP.Connection.Close close) {
            return close.getReplyCode();
        }
        return 0;
    }

    /** Whether the broker closed the channel since it had waited too long ({@code consumer_timeout}) for an outcome. */
    public static boolean isAcknowledgementTimeout(Throwable failure) {
        String reason = reason(failure);
        return code(failure) == AMQP.PRECONDITION_FAILED && reason.contains("delivery acknowledgement")
                && reason.contains("timed out");
    }

    /** Whether the broker closed the connection for a question about a queue, and says so. */
    public static boolean isForQueue(Throwable failure) {
        ShutdownSignalException signal = find(failure, ShutdownSignalException.class);
        return signal != null && signal.getReason() instanceof AMQP.Connection.Close close
                && close.getClassId() == QUEUE_CLASS;
    }

    /** Whether trying again cannot help unless somebody changes user, password or virtual host. */
    public static boolean isRefusal(Throwable failure) {
        int code = code(failure);
        return failure instanceof AuthenticationFailureException || code == AMQP.ACCESS_REFUSED || code == AMQP.NOT_ALLOWED;
    }

    /** Whether it ended the connection, and not one of its channels alone. */
    public static boolean isOfConnection(Throwable failure) {
        ShutdownSignalException signal = find(failure, ShutdownSignalException.class);
        return signal != null && signal.isHardError();
    }

    /**
     * Whether the connection ended, and not by what was done over it: the broker went away or was told to end it, or the
     * network broke.
     */
    public static boolean isOutage(Throwable failure) {
        if (!isOfConnection(failure)) {
            return false;
        }
        int code = code(failure);
        Throwable cause = find(failure, ShutdownSignalException.class).getCause();
        return code == AMQP.CONNECTION_FORCED || code == 0 && cause instanceof IOException
                && !(cause instanceof MalformedFrameException || cause instanceof UnknownClassOrMethodId);
    }

    /**
     * Whether what was to be done found the connection ended, or broken. It may have been written in part, but nobody has
     * refused it.
     */
    public static boolean isTooLate(Throwable failure) {
        AlreadyClosedException closed = find(failure, AlreadyClosedException.class);
        return closed != null && closed.isHardError() || find(failure, SocketException.class) != null;
    }

    /** Whether it is about certificates or the like. */
    public static boolean isTls(Throwable failure) {
        return find(failure, SSLException.class) != null;
    }

    /** The client reports a closed channel in two unrelated ways. */
    public static IOException asIOException(ShutdownSignalException signal) {
        return new IOException(reason(signal), signal);
    }

    private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
