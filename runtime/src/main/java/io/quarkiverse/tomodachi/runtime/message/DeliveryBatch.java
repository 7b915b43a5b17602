package io.quarkiverse.tomodachi.runtime.message;

import java.util.List;

/**
 * Messages that are handled by one call, as the payload of a reactive messaging {@code Message}. Each has its own outcome.
 *
 * @param deliveries one or more, in their order
 */
public record DeliveryBatch(List<? extends Delivery> deliveries) {
}
