package dev.sommelier.ui.runs;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.sommelier.ui.api.Managed;
import java.io.IOException;

/// Brings a small picture from the backend to the browser, which never asks there itself. Asked on a thread of the
/// request, outside the page's lock.
///
/// @param number of the mistake
record MistakePicture(RunsBackend backend, String run, int number) implements DownloadHandler {
    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        switch (backend.picture(run, number).join()) {
            case Managed.Got<byte[]>(byte[] jpeg) -> {
                event.setContentType("image/jpeg");
                event.setContentLength(jpeg.length);
                event.getResponse().setHeader("X-Content-Type-Options", "nosniff");
                event.getResponse().setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
                event.getResponse().setHeader("Cache-Control", "private, max-age=3600");
                event.getOutputStream().write(jpeg);
            }
            case Managed.NotThere<byte[]> _ -> event.getResponse().setStatus(404);
            default -> event.getResponse().setStatus(502);
        }
    }
}
