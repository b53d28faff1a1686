"""Routes by resource; each handler is a few lines."""

from fastapi import APIRouter

from api.service.routes import layers, ogc, surveys, tiles

ROUTERS: tuple[APIRouter, ...] = (surveys.router, layers.router, ogc.router, tiles.router)
