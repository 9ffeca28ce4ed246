package dev.sommelier.ui;

import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.stream.Stream;

/// Lets pages have constructors with arguments: Vaadin creates them by itself and would want one without. Vaadin finds
/// this class by its interface, hence public.
public final class PageInstantiator implements InstantiatorFactory {
    @Override
    public Instantiator createInstantitor(VaadinService service) {
        var parts = service.getContext().getAttribute(PageParts.class);
        var pages = parts.pages();
        return new DefaultInstantiator(service) {
            @Override
            public Stream<VaadinServiceInitListener> getServiceInitListeners() {
                return Stream.concat(super.getServiceInitListeners(), Stream.of(new Connection()));
            }

            @Override
            public <T> T getOrCreate(Class<T> type) {
                var page = pages.get(type);
                return page == null ? super.getOrCreate(type) : type.cast(page.get());
            }
        };
    }
}
