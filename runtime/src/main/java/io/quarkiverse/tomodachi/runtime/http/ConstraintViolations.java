package io.quarkiverse.tomodachi.runtime.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.Response;

/** Arguments of a handler that Bean Validation refused: the fault of the client, who is told the list. */
public final class ConstraintViolations implements FailureTranslator {

    private static final int STATUS = 400;

    /** What the client is told. */
    public record Report(String title, int status, List<Violation> violations) {
    }

    /** One of the constraints. */
    public record Violation(String field, String message) {
    }

    @Override
    public HttpException translate(String handler, Throwable failure) {
        if (!(failure instanceof ConstraintViolationException exception) || exception.getConstraintViolations() == null) {
            return null;
        }
        List<Violation> violations = new ArrayList<>();
        for (ConstraintViolation<?> violation : exception.getConstraintViolations()) {
            String field = argumentPath(violation, handler);
            if (field == null) {
                return null;
            }
            violations.add(new Violation(field, violation.getMessage()));
        }
        violations.sort(Comparator.comparing(Violation::field).thenComparing(Violation::message));
        Report report = new Report("Constraint Violation", STATUS, violations);
        return new HttpException(Response.status(STATUS).json(report), exception.getMessage(), exception);
    }

    /**
     * {@code order.items[0].name}, without the name of the method.
     *
     * @return {@code null} if not an argument of the handler is meant, but its result, or what another bean was called with
     */
    private static String argumentPath(ConstraintViolation<?> violation, String handler) {
        Iterator<Path.Node> nodes = violation.getPropertyPath().iterator();
        Path.Node method = nodes.next();
        if (method.getKind() != ElementKind.METHOD || !isOf(violation.getRootBeanClass(), method.getName(), handler)) {
            return null;
        }
        StringBuilder path = new StringBuilder();
        boolean argument = false;
        while (nodes.hasNext()) {
            Path.Node node = nodes.next();
            argument |= node.getKind() == ElementKind.PARAMETER || node.getKind() == ElementKind.CROSS_PARAMETER;
            append(path, node);
        }
        return argument ? path.toString() : null;
    }

    private static boolean isOf(Class<?> type, String method, String handler) {
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            if (handler.startsWith(current.getName() + "#" + method + "(")) {
                return true;
            }
        }
        return false;
    }

    private static void append(StringBuilder path, Path.Node node) {
        if (node.isInIterable()) {
            path.append('[').append(node.getIndex() != null ? node.getIndex() : node.getKey() != null ? node.getKey() : "")
                    .append(']');
        }
        if (node.getName() != null && !node.getName().startsWith("<")) {
            path.append(path.isEmpty() ? "" : ".").append(node.getName());
        }
    }
}
