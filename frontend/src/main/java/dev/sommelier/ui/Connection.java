package dev.sommelier.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import dev.sommelier.ui.part.Texts;
import java.time.Duration;

/// How a page holds on to its server. The connection may break, and some networks let no WebSocket through.
final class Connection implements VaadinServiceInitListener {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /// So many failures in a row, and plain HTTP takes over until the page is loaded again. Vaadin's own 12, with 5 s
    /// between them, leave a page without any answer for a minute where there are no WebSockets.
    private static final int WEB_SOCKET_TRIES = 3;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(begun -> prepare(begun.getUI()));
    }

    private static void prepare(UI ui) {
        var push = ui.getPushConfiguration();
        push.setParameter("reconnectInterval", Long.toString(PAUSE.toMillis()));
        push.setParameter("maxWebsocketErrorRetries", Integer.toString(WEB_SOCKET_TRIES));
        var words = ui.getReconnectDialogConfiguration();
        words.setReconnectInterval((int) PAUSE.toMillis());
        words.setDialogText(Texts.of("common.reconnecting"));
        words.setDialogTextGaveUp(Texts.of("common.gave-up"));
        ui.getPage().addJavaScript("context://connection.js");
    }
}
